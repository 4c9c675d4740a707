namespace Portal.Domain.Language.Grammar;

/// <content>How words that turn a wish, and marks of punctuation, change the state.</content>
internal sealed partial class Sweep
{
    // Open a wish, but turn nothing that is still waiting for its subject: "I don't want anything scary".
    private static readonly HashSet<string> Weak = new("something anything somewhere someone stuff things whatever any some ones one everything those works titles all best top also besides plus keep especially particularly mostly mainly should could think show know more".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> NotFirm = new("not isn't never hardly barely scarcely rarely seldom nobody don't nor neither enough too so".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Anaphors = new("both them those it that these this either all of any".Split(' '), StringComparer.Ordinal);

    private int TakeCue(int i, CueMatch? before, CueMatch? after)
    {
        Promote(i, after);
        if (after is { } behind && Window(behind.Sense, Enumerable.Range(i, behind.Length).Any(at => _tokens[at].Text is "it" or "them" or "those")) is { Count: > 0 } window && IsBehind(i, before, behind))
        {
            ApplyBehind(window, behind, i);
            return i + behind.Length;
        }

        if (before is not { } cue)
        {
            // Without a subject it says nothing.
            return i;
        }

        var end = i + cue.Length;
        var isLast = end == _tokens.Count || _tokens[end].Text is "." or "!" or "?" or ";" or "\n";
        if ((IsAnaphor(end, out var last) || (isLast && cue.Length == 1 && !_state.HasSubject)) && cue.Sense is not (CueSense.Turn or CueSense.Except or CueSense.Past) && Window(cue.Sense, anyBreak: true) is { Count: > 0 } meant)
        {
            ApplyBehind(meant, cue, i);
            return last;
        }

        var word = _tokens[i].Text;
        switch (cue.Sense)
        {
            case CueSense.Past:
                Cover(i, end);
                Turned.AsSpan(i, cue.Length).Fill(true);
                return end;
            case CueSense.Turn:
                CloseCue(i);
                Reset();
                _segment++;
                _leading = null;
                Cover(i, end);
                return end;
            case CueSense.Except:
                if (_state.Sense is CueSense.Never or CueSense.Only or CueSense.Less && !_state.HasSubject)
                {
                    break;
                }

                _except = true;
                _state.Start = _tokens[i].Start;
                Cover(i, end);
                return end;
        }

        if (!Governs(i, cue, word))
        {
            return i;
        }

        OpenCue(i, cue, word);
        return end;
    }

    // Some words turn a subject only in some company.
    private bool Governs(int i, CueMatch cue, string word)
    {
        var next = i + cue.Length < _tokens.Count ? _tokens[i + cue.Length] : null;
        return cue.Length > 1 || word switch
        {
            "only" => next is not { IsWord: true } || linker.At(_words, i + 1, _tokens.Count) is not null || !(WordClasses.IsVerb(next.Text) || WordClasses.IsPerson(next.Text)) || next.Text is "read" or "watch" or "play",
            "just" => next is { IsWord: true } && linker.At(_words, i + 1, NextNamed(i + 1)) is not null && !WordClasses.IsVerb(next.Text),
            "find" or "consider" => i == 0 || !WordClasses.IsPerson(_tokens[i - 1].Text),
            "after" => i > 0 && _tokens[i - 1].Text is "i'm" or "we're" or "is" or "am" or "are" or "really" or "just",
            "like" or "likes" => i > 0 && _tokens[i - 1].IsWord && !IsLikeness(i),
            "love" or "like" or "hope" or "need" or "fancy" or "desire" when i > 0 && _tokens[i - 1].Text is "a" or "an" or "the" or "no" or "of" or "my" => false,
            "love" or "fancy" or "hope" or "need" or "want" => !(_state is { Sense: CueSense.Never or CueSense.Less or CueSense.Only, HasSubject: false } && _state.From == i && next is { IsWord: true } && WordClasses.IsContent(next)),
            "welcome" or "rate" or "value" or "favour" or "favor" or "try" or "play" or "focus" or "send" or "keep" or "known" or "know" or "add" or "list" or "think" or "top" or "best" or "long" or "strong" or "heavy" or "big" or "rich" or "high" => i == 0 || !_tokens[i - 1].IsWord || _tokens[i - 1].Text is "i" or "we" or "to" or "please" or "and" or "my" or "our",
            "out" => next is { Text: ":" } || i == _sentence,
            "no" or "neither" => !(i > 0 && _tokens[i - 1].Text is "has" or "have" or "had" or "i've" or "we've" or "they've" or "he's" or "she's" && next is not null && linker.At(_words, i + 1, NextNamed(i + 1)) is null),
            "free" or "clear" or "pass" or "minus" or "easy" or "light" or "always" => next is not null,
            "not" or "isn't" => true,
            "enough" => i > 0,
            _ => true,
        };
    }

    // "something like X", "more like X": a comparison, not a liking.
    private bool IsLikeness(int i) => !(WordClasses.IsPerson(_tokens[i - 1].Text) || _tokens[i - 1].Text is "don't" or "really" or "also" or "would" or "i'd" or "to" or "kids" or "always" or "both" or "all" or "especially" or "wife" or "husband" or "family" or "who" or "might");

    private void OpenCue(int i, CueMatch cue, string word)
    {
        var end = i + cue.Length;
        Cover(i, end);
        Turned.AsSpan(i, cue.Length).Fill(true);
        var isWaiting = _state.Sense is CueSense.Never or CueSense.Less or CueSense.Only or CueSense.Mind && !_state.HasSubject && !_telling;
        var isWeak = cue.Sense == CueSense.More && (cue.Length == 1 ? Weak.Contains(word) : Weak.Contains(word) && _tokens[end - 1].Text is "of" or "the");
        if (cue.Sense == CueSense.More && (isWaiting || (isWeak && _state.Sense is CueSense.Never or CueSense.Less or CueSense.Only && (!IsFresh(i) || (word is "anything" or "any" && _state.Sense is CueSense.Never && _tokens[i - 1].Text is "and" or "or")))))
        {
            _state.From = end;
            return;
        }

        // "More like it, only sadder" limits nothing.
        if (cue is { Sense: CueSense.Only, Length: 1 } && end < _tokens.Count && _tokens[end].IsWord && _tokens[end].Text.EndsWith("er", StringComparison.Ordinal) && _tokens[end].Text.Length > 4 && Drafts.Count > 0)
        {
            return;
        }

        if (isWaiting && _state.Sense == CueSense.Never && cue.Sense == CueSense.Never && word == "without")
        {
            // "Nothing without a happy ending."
            cue = cue with { Sense = CueSense.Only };
        }
        else if (isWaiting && _state.Sense != CueSense.Mind && cue.Sense is CueSense.Never or CueSense.Less)
        {
            var kept = _state.Sense == CueSense.Only ? cue.Sense : _state.Sense!.Value;
            cue = cue with { Sense = cue.Sense == CueSense.Less && _state.Sense == CueSense.Never ? CueSense.Less : kept };
        }
        else if (isWaiting && _state.Sense == CueSense.Mind)
        {
            _state.From = end;
            return;
        }

        var start = isWaiting ? _state.Start : _tokens[i].Start;
        if (!isWaiting)
        {
            start = Reason(i, cue) ?? start;
            CloseCue(i);
        }

        _group++;
        if (word is "nor" or "neither" && Drafts.Count > 0 && Drafts[^1].Segment == _segment && Drafts[^1].Sense == CueSense.Less)
        {
            cue = cue with { Sense = CueSense.Less };
        }

        _state = new State(cue.Sense, Strength(i, cue), start)
        {
            From = end,
            Part = _part,
            IsWeak = isWeak,
            IsFirm = cue.Length > 1 ? word is not ("not" or "isn't" or "never" or "hardly" or "enough" or "too" or "so") : !NotFirm.Contains(word) && word is not ("out" or "free" or "clear" or "pass" or "minus" or "easy"),
            IsPreference = word.StartsWith("prefer", StringComparison.Ordinal) || word is "rather" or "sooner" || _tokens[end - 1].Text is "prefer" or "rather",
        };
        (_telling, _except) = (false, false);
    }

    // Behind "and" or a comma a new wish may begin; within a phrase it may not.
    private bool IsFresh(int i) => i > 0 && (!_tokens[i - 1].IsWord || _tokens[i - 1].Text is "and" or "but" or "then");

    // "I see enough at work, so no horror": what leads to a rule is its reason, not a wish.
    private int? Reason(int i, CueMatch cue)
    {
        if (cue.Sense is not (CueSense.Never or CueSense.Less or CueSense.Only) || i == 0 || _tokens[i - 1].Text != "so")
        {
            return null;
        }

        var own = Drafts.Where(draft => draft.Mention.First >= _sentence).ToList();
        if (own.Any(draft => draft.IsExplicit && draft.Sense == CueSense.More && !_state.IsWeak))
        {
            return null;
        }

        Drafts.RemoveAll(draft => own.Contains(draft) && !(draft.IsExplicit && draft.Sense != CueSense.Less && draft.Sense != CueSense.More));
        return _tokens[_sentence].Start;
    }

    private static readonly Dictionary<string, double> Forces = new(StringComparer.Ordinal)
    {
        ["absolutely"] = 1, ["really"] = 0.9, ["absolute"] = 1, ["totally"] = 1, ["definitely"] = 0.95, ["slightly"] = 0.3, ["mildly"] = 0.4, ["quite"] = 0.7, ["rather"] = 0.7, ["somewhat"] = 0.4, ["much"] = 0.9, ["so"] = 0.9, ["very"] = 0.95, ["truly"] = 0.95,
    };

    private double Strength(int i, CueMatch cue) => i > 0 && Forces.TryGetValue(_tokens[i - 1].Text, out var force) ? force : cue.Strength;

    private void Reset()
    {
        _state = default;
        (_group, _except) = (_group + 1, false);
    }
}
