namespace Portal.Domain.Language.Grammar;

/// <content>Words that stand behind their subject: "gore makes my skin crawl", "Musicals? Hard pass."</content>
internal sealed partial class Sweep
{
    private bool IsBehind(int i, CueMatch? before, CueMatch after)
    {
        var end = i + after.Length;
        var closes = end >= _tokens.Count || !_tokens[end].IsWord || _tokens[end].Text is "and" or "but" or "so" or "though" or "because" or "for" or "at" or "when" or "if" or "either" or "anyway" or "now" or "these" || _scopes[Math.Min(end, _tokens.Count - 1)] is not null;
        return closes || (after.Length > 1 && after.Length > (before?.Length ?? 0) && _tokens[i].Text != "i");
    }

    private bool IsAnaphor(int end, out int last)
    {
        last = end;
        while (last < _tokens.Count && _tokens[last].IsWord && Anaphors.Contains(_tokens[last].Text))
        {
            last++;
        }

        var closes = last >= _tokens.Count || !_tokens[last].IsWord || _scopes[last] is not null || _tokens[last].Text is "and" or "but" or "at" or "too" or "any" or "on" or "all" or "when" or "so" or "anymore" or "alike";
        return last > end && closes;
    }

    // What words behind a subject are about: the list of subjects that ends where they begin.
    private List<Draft> Window(CueSense sense, bool anyBreak = false)
    {
        var last = Drafts.FindLastIndex(draft => draft.Mention.First >= 0);
        var opens = _sentence < _tokens.Count && _tokens[_sentence].Text is "it" or "they" or "those" or "these" or "that" or "both";
        if (last < 0 || (Drafts[last].Segment != _segment && !(Drafts[last].Segment >= _segment - (opens || anyBreak ? 2 : 1) && (_linked || anyBreak || opens))))
        {
            return [];
        }

        var first = last;
        while (first > 0 && Drafts[first - 1].Segment == Drafts[last].Segment && Drafts[first - 1].IsExplicit == Drafts[last].IsExplicit
            && (sense != CueSense.Only || Drafts[first - 1].Part == Drafts[last].Part)
            && (Drafts[last].IsExplicit ? Drafts[first - 1].Part == Drafts[last].Part && Drafts[first - 1].Group == Drafts[last].Group : true))
        {
            first--;
        }

        return Drafts[first..(last + 1)];
    }

    // Words that the catalogue does not have are meant where something is said of them: "blues and soul are welcome".
    private void Promote(int i, CueMatch? after)
    {
        if (after is not { Sense: not CueSense.Mind and not CueSense.Past } cue || Loose.Count == 0 || Loose[^1].Last != i || !IsBehind(i, null, cue))
        {
            return;
        }

        var first = Loose.Count - 1;
        while (first > 0 && Loose[first].First - Loose[first - 1].Last == 1 && _tokens[Loose[first].First - 1].Text is "and" or "or" or ",")
        {
            first--;
        }

        // "My neighbour plays the drums all day" says nothing of them.
        if (cue.Sense == CueSense.More && _tokens[i].Text is "all" or "any" or "every" or "always" && IsTold(Loose[first].First))
        {
            return;
        }

        var meant = Loose[first..];
        Loose.RemoveRange(first, meant.Count);
        meant.ForEach(mention => Take(mention));
    }

    // Whether a verb stands before a word within its commas.
    private bool IsTold(int first)
    {
        for (var i = first - 1; i >= 0 && _tokens[i].IsWord; i--)
        {
            if (WordClasses.IsVerb(_tokens[i].Text) && !_covered[i])
            {
                return true;
            }
        }

        return false;
    }

    private void ApplyBehind(List<Draft> window, CueMatch cue, int i)
    {
        var end = i + cue.Length;
        Cover(i, end);
        if (cue.Sense is CueSense.Mind or CueSense.Past)
        {
            Drafts.RemoveAll(window.Contains);
        }

        // Said twice of different times: "Ghost stories in the evening? Never. In the afternoon, bring them on."
        if (_leading is not null && window.All(draft => draft.Scope is not null && draft.Scope != _leading))
        {
            foreach (var draft in window)
            {
                Drafts.Add(new Draft { Mention = draft.Mention, Sense = cue.Sense, Strength = cue.Strength, IsExplicit = true, Group = ++_group, Segment = _segment, Part = _part, Phrase = draft.Phrase, Start = draft.Start, End = draft.End, Scope = _leading });
            }

            return;
        }

        foreach (var draft in window.Where(draft => draft.Mention is not { IsBound: true } && !draft.IsFirm))
        {
            (draft.Sense, draft.Strength, draft.IsExplicit) = (cue.Sense, Strength(i, cue), true);
            draft.End = Math.Max(draft.End, _tokens[end - 1].End);
        }

        Reset();
    }
}
