using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <content>What becomes of words that the catalogue does not have.</content>
internal sealed partial class Sweep
{
    private int TakeWord(int i)
    {
        var word = _tokens[i].Text;
        if (word == "so" && i > 0 && _tokens[i - 1].Text == ",")
        {
            // "We're vegetarians, so meat is out."
            CloseCue(i);
            Reset();
            _segment++;
            return i + 1;
        }

        if (word is "and" or "or" or "nor")
        {
            if (i + 1 < _tokens.Count && _tokens[i + 1].IsWord && _state.HasSubject && !Continues(i))
            {
                CloseCue(i);
                Reset();
            }

            return i + 1;
        }

        // "Rosé over red", "I prefer books to films"
        if (Drafts.Count > 0 && Drafts[^1].Mention.Last == i && Drafts[^1].Segment == _segment && (word == "over" || (_state.IsPreference && word is "to" or "than")))
        {
            OpenCue(i, new CueMatch(CueSense.Less, Clause.PlainStrength, 1), word);
            return i + 1;
        }

        if (Tells(i))
        {
            _telling = true;
            return i + 1;
        }

        var last = RunFrom(i);
        if (last == i)
        {
            return i + 1;
        }

        var (first, end) = Trimmed(i, last);
        if (first < end)
        {
            var label = end == last && last < _tokens.Count && _state.Sense is CueSense.Never or CueSense.Less && !_state.HasSubject && !_telling ? linker.At(_words, last, NextNamed(last)) : null;
            if (label is { Link.Kind: LinkKind.Alias, Subject: LabelSubject } && EnglishWords.PartsOf(_tokens[end - 1].Text).Contains('n', StringComparison.Ordinal) && !WordClasses.IsCarrier(_tokens[label.Last - 1].Text))
            {
                // "No cruise ships" refuses those, not all that "ships" stands for.
                return Take(new Mention { First = first, Last = label.Last });
            }

            Mention mention = new() { First = first, Last = end };
            if (IsMeant(first, end) && !IsAside(first, end))
            {
                Take(mention);
            }
            else if (!_telling)
            {
                Loose.Add(mention);
            }
        }

        return last;
    }

    // "after a long shift", "because", "as I": a reason begins.
    private bool Tells(int i)
    {
        if (!WordClasses.Tells(_tokens[i].Text) || i + 1 >= _tokens.Count)
        {
            return false;
        }

        var next = _tokens[i + 1].Text;
        return (_tokens[i + 1].IsCapital && _tokens[i].Text is "since" or "as" && _named[i + 1] is null && i > _sentence) || _tokens[i].Text is "because" or "whenever" || WordClasses.IsPerson(next) || WordClasses.IsArticle(next) || next is "the" or "all" or "long" or "so" or "years" or "work" or "being";
    }

    // The words from here on that may make up a concept.
    private int RunFrom(int i)
    {
        var last = i;
        while (last < _tokens.Count && _tokens[last].IsWord && _named[last] is null && _scopes[last] is null && !_taken[last]
            && (last == i || (CueBook.English.Before(_words, last) is null && CueBook.English.After(_words, last) is null && linker.At(_words, last, NextNamed(last)) is null))
            && (WordClasses.IsContent(_tokens[last]) || IsNounHere(last, i) || WordClasses.IsGeneric(_tokens[last].Text) || WordClasses.IsBland(_tokens[last].Text)))
        {
            last++;
        }

        // "end of the world"
        if (last > i && last + 1 < _tokens.Count && _tokens[last].Text == "of" && _tokens[last].IsWord)
        {
            var next = last + (_tokens[last + 1].Text is "the" or "a" or "an" ? 2 : 1);
            if (next < _tokens.Count && WordClasses.IsContent(_tokens[next]) && !WordClasses.IsGeneric(_tokens[last - 1].Text) && _named[next] is null && linker.At(_words, next, NextNamed(next)) is null)
            {
                return RunFrom(next) is var end && end > next ? end : last;
            }
        }

        return last;
    }

    // A verb that may be a noun is one behind an article, behind the words that turn it, and within a phrase: "I don't do subtitles".
    private bool IsNounHere(int i, int first)
    {
        var word = _tokens[i].Text;
        if (word.Length < 3 || WordClasses.IsFunction(word) || WordClasses.IsTold(word))
        {
            return false;
        }

        var mayBeNoun = EnglishWords.PartsOf(word).Contains('n', StringComparison.Ordinal);
        return (i > first && mayBeNoun && !_tokens[i].Text.EndsWith("ed", StringComparison.Ordinal) && word is not ("says" or "said" or "goes" or "gets" or "thinks"))
            || (i == first && i > 0 && mayBeNoun && word[^1] == 's' && (WordClasses.LeadsToSubject(_tokens[i - 1].Text) || _tokens[i - 1].Text is "for" or "of" || (i == _state.From && _state.Sense == CueSense.More && !_state.IsWeak)))
            || (i == first && i > 0 && (mayBeNoun || word[^1] == 's') && ((mayBeNoun && WordClasses.IsArticle(_tokens[i - 1].Text) && _tokens[i - 1].Text != "any")
                || (i == _state.From && _state is { Sense: CueSense.Never or CueSense.Less, IsFirm: true, HasSubject: false } && !word.EndsWith("ing", StringComparison.Ordinal))));
    }

    private (int First, int Last) Trimmed(int first, int last)
    {
        while (first < last && (WordClasses.IsGeneric(_tokens[last - 1].Text) || WordClasses.IsBland(_tokens[last - 1].Text) || WordClasses.IsFunction(_tokens[last - 1].Text) || (last - first > 1 && WordClasses.IsCarrier(_tokens[last - 1].Text))))
        {
            last--;
        }

        while (first < last && (WordClasses.IsBland(_tokens[first].Text) || WordClasses.IsGeneric(_tokens[first].Text) || WordClasses.IsFunction(_tokens[first].Text)))
        {
            first++;
        }

        return last - first == 1 && WordClasses.IsCarrier(_tokens[first].Text) ? (first, first) : (first, last);
    }

    // Whether words that the catalogue does not have are asked for or refused, not merely said.
    private bool IsMeant(int first, int last)
    {
        if (_telling)
        {
            return false;
        }

        if (_except)
        {
            return true;
        }

        var isAbout = first > 0 && LeadsHere(first);
        var modifies = last < _tokens.Count && _tokens[last].IsWord && !WordClasses.IsFunction(_tokens[last].Text) && linker.At(_words, last, NextNamed(last)) is not null;
        if (modifies)
        {
            return false;
        }

        return _state.Sense switch
        {
            CueSense.Never or CueSense.Less or CueSense.Only => !_state.HasSubject || IsListed(first) || isAbout,
            CueSense.Mind or CueSense.Past => true,
            // "As long as the food is spicy"
            CueSense.More when last < _tokens.Count && _tokens[last].Text is "is" or "are" or "was" or "isn't" or "'s" or "has" => false,
            CueSense.More => isAbout || IsWholePart(first, last) || IsNextInList(first) || (!IsSpoken(_state.From, first) && (!_state.HasSubject || IsListed(first))),
            _ => isAbout ? Drafts.Count > 0 && Drafts[^1].Segment == _segment && Drafts[^1].Mention.Last >= first - 4 : (_isNominal && !IsContext(first, last)) || IsWholePart(first, last),
        };
    }

    // "Grief, cancer, dying children: …" — a part of a list that is nothing else.
    private bool IsWholePart(int first, int last) =>
        first > 0 && _tokens[first - 1].Text == "," && (last == _tokens.Count || _tokens[last].Text is "," or ":" or ".") && Drafts.Count > 0 && Drafts[^1].Segment == _segment;

    // "Rap or chanson": behind what is asked for.
    private bool IsNextInList(int first) => first > 1 && _tokens[first - 1].Text is "and" or "or" or "&" or "/" && Drafts.Count > 0 && Drafts[^1].Mention.Last == first - 1 && Drafts[^1].Segment == _segment;

    // "Paths for experienced walkers": beside what the catalogue has, within the same commas, other words only carry it.
    private bool IsContext(int first, int last)
    {
        if (Drafts.Count > 0 && Drafts[^1].Part == _part && Drafts[^1].Segment == _segment && Drafts[^1].Mention.Last < first && !IsListed(first))
        {
            return true;
        }

        if (last >= _tokens.Count || _tokens[last].Text is not ("for" or "in" or "at" or "on" or "by" or "from"))
        {
            return false;
        }

        for (var i = last + 1; i < _tokens.Count && _tokens[i].IsWord; i++)
        {
            if (_named[i] is not null || linker.At(_words, i, NextNamed(i)) is { Subject: LabelSubject })
            {
                return true;
            }
        }

        return false;
    }

    private bool LeadsHere(int first)
    {
        var before = first - 1;
        while (before > 0 && _tokens[before].Text is "a" or "an" or "the" or "some" or "lots" or "of" or "plenty")
        {
            before--;
        }

        if (before > 0 && _tokens[before].Text is "in" or "on" or "at" && _tokens[before - 1].Text is "set" or "place")
        {
            return true;
        }

        return _tokens[before].IsWord && WordClasses.LeadsToSubject(_tokens[before].Text) && !(before + 1 < _tokens.Count && WordClasses.IsPerson(_tokens[before + 1].Text));
    }

    private bool IsListed(int first)
    {
        var before = first - 1;
        while (before > 0 && (_tokens[before].Text is "a" or "an" or "the" or "any" || WordClasses.IsBland(_tokens[before].Text)))
        {
            before--;
        }

        return before >= 0 && (_tokens[before].Text is "and" or "or" or "nor" or "," or "&" or "/" or ":");
    }

    // Whether a person or a verb stands between the words that opened a wish and these: then they belong to what is told.
    private bool IsSpoken(int from, int to)
    {
        for (var i = Math.Max(0, from); i < to; i++)
        {
            if (!_tokens[i].IsWord || WordClasses.IsPerson(_tokens[i].Text) || (WordClasses.IsVerb(_tokens[i].Text) && !_covered[i]))
            {
                return true;
            }
        }

        return false;
    }

    // A sentence without anybody who does anything is a list of wishes.
    private bool IsNominal(int from)
    {
        for (var i = from; i < _tokens.Count && !(_tokens[i].Text is "." or "!" or "?" or ";" or "\n"); i++)
        {
            if (_tokens[i].IsWord && (_tokens[i].Text is "is" or "are" or "was" or "were" or "been" or "went" or "spent" or "woke" or "broke" or "came" or "isn't" or "am" or "has" or "have" or "had" or "do" or "can" or "will" or "would" or "could" or "should" or "shouldn't" or "don't" or "can't" or "won't" or "got" or "gets" or "it's" or "must" || WordClasses.IsPerson(_tokens[i].Text)))
            {
                return false;
            }
        }

        return true;
    }

    // A refusal or requirement that named nothing the catalogue has: its own words are the subject.
    private void CloseCue(int end)
    {
        if (_state is { Sense: CueSense.Never or CueSense.Less, HasSubject: false, From: > 0, IsFirm: true } && !_telling && !_except)
        {
            var (first, last) = (_state.From, end);
            while (first < last && (!_tokens[first].IsWord || WordClasses.IsFunction(_tokens[first].Text) || WordClasses.IsGeneric(_tokens[first].Text)))
            {
                first++;
            }

            while (first < last && (!_tokens[last - 1].IsWord || WordClasses.IsFunction(_tokens[last - 1].Text)))
            {
                last--;
            }

            if (first < last && last - first <= 8 && Enumerable.Range(first, last - first).Any(i => !WordClasses.IsBland(_tokens[i].Text) && !WordClasses.IsGeneric(_tokens[i].Text) && !_covered[i]))
            {
                Loose.RemoveAll(mention => mention.First >= first && mention.Last <= last);
                Take(new Mention { First = first, Last = last });
            }
        }
    }
}
