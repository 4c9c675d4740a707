using Portal.Domain.Catalogue;
using Portal.Domain.Language.Grammar;

namespace Portal.Domain.Language.Linking;

/// <summary>Ties the words of a text to a catalogue's vocabulary by their letters: exactly, by synonym, or nearly. Safe for concurrent use.</summary>
internal sealed class Linker
{
    private const double FuzzyScore = 0.8;

    private readonly Vocabulary _vocabulary;
    private readonly PhraseIndex _phrases;
    private readonly Spelling _spelling;
    private readonly HashSet<string> _kindKeys;

    /// <summary>Builds the indexes, or takes over those of the linker before whose words are still the same.</summary>
    public Linker(Vocabulary vocabulary, Linker? previous)
    {
        _vocabulary = vocabulary;
        var sameWords = previous is not null && SameKeys(previous._vocabulary.Labels, vocabulary.Labels) && SameKeys(previous._vocabulary.Kinds, vocabulary.Kinds) && SameAliases(previous._vocabulary.Aliases, vocabulary.Aliases);
        var sameCreators = previous is not null && SameKeys(previous._vocabulary.Creators, vocabulary.Creators);
        _phrases = sameWords ? previous!._phrases : new PhraseIndex(vocabulary.Labels.Keys, vocabulary.Kinds.Keys, vocabulary.Aliases);
        var creators = sameCreators ? previous!.Names.Creators : new CreatorIndex(vocabulary.Creators);
        var titles = previous is not null && SameTitles(previous._vocabulary.Items, vocabulary.Items) ? previous.Names.Titles : new TitleLexicon(vocabulary.Items.Select(item => (item.Title, item.Year)));
        Names = new NameFinder(vocabulary, titles, creators, IsLabel);
        _spelling = sameWords && sameCreators ? previous!._spelling : new Spelling(_phrases.Keys.SelectMany(key => key.Split(' ')).Concat(creators.Surnames).Concat(vocabulary.Kinds.Keys.Select(Inflection.Key)));
        _kindKeys = [.. vocabulary.Kinds.Keys.Select(PhraseKey.Of)];
    }

    /// <summary>Finds titles and creators.</summary>
    public NameFinder Names { get; }

    /// <summary>The label or kind that the words from a token on stand for, the longest possible; null for none.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="end">Where the words must end, exclusive.</param>
    public Mention? At(IReadOnlyList<Token> tokens, int at, int end)
    {
        var longest = 0;
        while (at + longest < end && longest < _phrases.Longest + 2 && tokens[at + longest].IsWord)
        {
            longest++;
        }

        for (var length = longest; length > 0; length--)
        {
            if (length == 1 && tokens[at].Text.Length < 2)
            {
                break;
            }

            var key = length == 1 ? tokens[at].Key : string.Join(' ', Enumerable.Range(at, length).Select(i => tokens[i].Key));
            if (_phrases.Find(key) is { } entry && !(length == 1 && entry.Link != LinkKind.Exact && (WordClasses.IsFunction(tokens[at].Text) || WordClasses.IsGeneric(tokens[at].Text)))
                && !(length > 1 && (WordClasses.IsFunction(tokens[at + length - 1].Text) || WordClasses.IsFunction(tokens[at].Text)) && !key.Contains(' ', StringComparison.Ordinal)))
            {
                if (length == 1 && entry.Link == LinkKind.Alias && (WordClasses.IsTold(tokens[at].Text) || IsOtherPart(tokens[at])))
                {
                    return null;
                }

                // "Detective stories" are those of the label "detective", whatever else they may be called; a kind behind it is found by itself.
                var own = length > 1 && entry.Link == LinkKind.Alias ? OwnBefore(tokens, at, length) : null;
                return own is null ? Of(entry, at, at + length) : Of(own, at, at + length - (_kindKeys.Contains(tokens[at + length - 1].Key) ? 1 : 0));
            }
        }

        var single = tokens[at];
        return single.IsWord && single.Text.Length > 3 && !WordClasses.IsFunction(single.Text) && !WordClasses.IsVerb(single.Text) && _phrases.FindRelative(single.Key) is { } related ? Of(related, at, at + 1) : null;
    }

    /// <summary>The tokens with misspelt words led to the catalogue's; where two are equally near, the choices are kept apart.</summary>
    public List<Token> Correct(IReadOnlyList<Token> tokens, Dictionary<int, IReadOnlyList<string>> corrected)
    {
        List<Token> result = [.. tokens];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsWord && !tokens[i].Text.Contains('\'', StringComparison.Ordinal) && _spelling.Nearest(tokens[i].Text, tokens[i].Key) is { Count: > 0 } nearest)
            {
                corrected[i] = nearest;
                result[i] = tokens[i].As(nearest[0]);
            }
        }

        return result;
    }

    /// <summary>A mention that rests on a corrected word: less sure, and a question where several words are equally near.</summary>
    public Mention Doubt(Mention mention, IReadOnlyDictionary<int, IReadOnlyList<string>> corrected)
    {
        var slips = Enumerable.Range(mention.First, mention.Last - mention.First).Where(corrected.ContainsKey).ToArray();
        if (slips.Length == 0)
        {
            return mention;
        }

        mention.Link = new Link(LinkKind.Fuzzy, FuzzyScore);
        if (mention.Last - mention.First == 1)
        {
            Subject[] choices = [.. corrected[mention.First].Select(word => _phrases.Find(word)).OfType<PhraseEntry>().Select(SubjectOf).DistinctBy(subject => subject.Key).Take(3)];
            mention.Choices = choices.Length > 1 ? choices : [];
        }

        return mention;
    }

    /// <summary>The labels a refusal of a subject also covers.</summary>
    public Subject Widen(Subject subject) => subject is LabelSubject labels
        ? new LabelSubject([.. labels.Labels.Concat(labels.Labels.SelectMany(_phrases.Narrower)).Distinct().Order(StringComparer.Ordinal)])
        : subject;

    /// <summary>The labels a wish for one label also names; a word for several names none of them.</summary>
    public Subject Name(Subject subject) => subject is LabelSubject { Labels: [var label] }
        ? new LabelSubject([.. _phrases.Wider(label).Append(label).Distinct().Order(StringComparer.Ordinal)])
        : subject;

    /// <summary>The language that a token names where what stands around it tells that it is meant as one; null for none.</summary>
    public Mention? LanguageAt(IReadOnlyList<Token> tokens, int at)
    {
        if (!LanguageNames.Codes.TryGetValue(tokens[at].Text, out var code) || _vocabulary.Languages.Count == 0)
        {
            return null;
        }

        var isListed = at > 1 && tokens[at - 1].Text is "or" or "and" && LanguageNames.Codes.ContainsKey(tokens[at - 2].Text);
        var isInIt = isListed || (at > 0 && tokens[at - 1].Text is "in" or "speak" or "speaking" or "learn" or "into");
        var isAll = at > 0 && tokens[at - 1].Text is "be" or "is" or "are" or "all" && (at + 1 == tokens.Count || !tokens[at + 1].IsWord);
        var isOnly = ((at + 1 < tokens.Count && tokens[at + 1].Text is "only") || (at > 0 && tokens[at - 1].Text is "only" or "strictly" or "exclusively")) && At(tokens, at, at + 1) is null && (at + 2 >= tokens.Count || !WordClasses.IsContent(tokens[at + 1]));
        var last = at + 1 < tokens.Count && tokens[at + 1].Text is "language" or "speaking" or "spoken" ? at + 2 : at + 1;
        return isInIt || isAll || isOnly || last > at + 1 || SpeaksOfWorks(tokens, at) ? new Mention { First = at, Last = last, Subject = new LanguageSubject(code), Link = new Link(LinkKind.Exact, 1) } : null;
    }

    // "Korean films", "a Danish or Swedish crime series", but not "Italian food".
    private bool SpeaksOfWorks(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at + 1; i < tokens.Count && i <= at + 5 && (tokens[i].IsWord || tokens[i].Text is "," or "/"); i++)
        {
            if (NoWorks.Contains(tokens[i].Key))
            {
                return false;
            }

            if (tokens[i].IsWord && (_kindKeys.Contains(tokens[i].Key) || tokens[i].Text is "cinema" or "literature" or "dub" or "audio" or "lyrics" or "works" or "classic" or "classics" || At(tokens, i, tokens.Count) is { Subject: KindSubject }))
            {
                return true;
            }

            if (WordClasses.IsFunction(tokens[i].Text) && tokens[i].Text is not ("or" or "and"))
            {
                return false;
            }
        }

        return at + 1 < tokens.Count && tokens[at + 1].IsWord && At(tokens, at + 1, tokens.Count) is { Subject: LabelSubject };
    }

    private static readonly HashSet<string> NoWorks = new("food cuisine cook cooking restaurant recipe dish wine history mythology culture philosophy art tea coffee cheese bread pastry place city garden coast island holiday trip village folklore architecture politics empire noodle soup beer".Split(' '), StringComparer.Ordinal);

    // "Heat" may stand for "spicy", and "the heating" does not: a synonym is no participle unless it is written as one.
    private static bool IsOtherPart(Token token) =>
        (token.Text.EndsWith("ing", StringComparison.Ordinal) || token.Text.EndsWith("ed", StringComparison.Ordinal)) && token.Text != token.Key
        && EnglishWords.PartsOf(token.Key) is ['n' or 'a', ..] && !SynonymBook.Writes(token.Text);

    private PhraseEntry? OwnBefore(IReadOnlyList<Token> tokens, int at, int length) =>
        WordClasses.IsCarrier(tokens[at + length - 1].Text) && _phrases.Find(string.Join(' ', Enumerable.Range(at, length - 1).Select(i => tokens[i].Key))) is { Link: LinkKind.Exact } own ? own : null;

    private bool IsLabel(string key) => _phrases.Find(key) is not null;

    /// <summary>Where a text in any language writes labels, kinds, creators or titles just as the catalogue does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shortest">The fewest characters of a word in a script without spaces.</param>
    public IEnumerable<(int Start, int End, Subject Subject)> OwnWordsIn(string text, int shortest)
    {
        var labels = _vocabulary.Labels.Keys.Select(label => (Name: label, Subject: (Subject)new LabelSubject([label])));
        var aliases = _vocabulary.Aliases.Select(alias => (Name: alias.Key, Subject: (Subject)new LabelSubject([alias.Value])));
        var kinds = _vocabulary.Kinds.Keys.Select(kind => (Name: kind, Subject: (Subject)new KindSubject([kind])));
        var creators = _vocabulary.Creators.Keys.Select(creator => (Name: creator, Subject: (Subject)new CreatorSubject(creator)));
        foreach (var (name, subject) in labels.Concat(aliases).Concat(kinds).Concat(creators))
        {
            var at = name.Length < shortest ? -1 : text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (name[0] > 0x2E7F || IsWhole(text, at, at + name.Length)))
            {
                yield return (at, at + name.Length, subject);
            }
        }

        foreach (var title in Names.Titles.Find(text))
        {
            yield return (title.Start, title.End, new ItemSubject(_vocabulary.Items[title.Position].Id, _vocabulary.Items[title.Position].Title));
        }
    }

    private static bool IsWhole(string text, int start, int end) => (start == 0 || Parts(text[start - 1])) && (end == text.Length || Parts(text[end]));

    // What stands beside a whole word: no letter, or one of a script that is written without spaces.
    private static bool Parts(char beside) => !char.IsLetterOrDigit(beside) || beside > 0x2E7F;

    private static Mention Of(PhraseEntry entry, int first, int last) => new() { First = first, Last = last, Subject = SubjectOf(entry), Link = new Link(entry.Link, entry.Score) };

    // A word for a kind and for labels is the kind's where it is its name, and the labels' where it is a synonym.
    private static Subject SubjectOf(PhraseEntry entry)
    {
        string[] kinds = [.. entry.Targets.Where(target => target.Kind == TargetKind.Kind).Select(target => target.Name)];
        string[] labels = [.. entry.Targets.Where(target => target.Kind == TargetKind.Label).Select(target => target.Name)];
        return kinds.Length > 0 && (labels.Length == 0 || entry.Link == LinkKind.Exact || kinds.Length >= labels.Length) ? new KindSubject(kinds) : new LabelSubject(labels);
    }

    private static bool SameKeys(IReadOnlyDictionary<string, int> a, IReadOnlyDictionary<string, int> b) => ReferenceEquals(a, b) || (a.Count == b.Count && a.Keys.All(b.ContainsKey));

    private static bool SameAliases(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.All(alias => b.TryGetValue(alias.Key, out var label) && label == alias.Value));

    private static bool SameTitles(IReadOnlyList<Item> a, IReadOnlyList<Item> b)
    {
        var same = a.Count == b.Count;
        for (var i = 0; same && i < a.Count; i++)
        {
            same = ReferenceEquals(a[i], b[i]) || (a[i].Id == b[i].Id && a[i].Title == b[i].Title && a[i].Year == b[i].Year);
        }

        return same;
    }
}
