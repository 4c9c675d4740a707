namespace Portal.Domain.Language.Grammar;

/// <content>What marks of punctuation end, and what goes on behind them.</content>
internal sealed partial class Sweep
{
    private int TakeMark(int i)
    {
        var mark = _tokens[i].Text;
        switch (mark)
        {
            case "," or "(" or ")":
                if (mark != "," || !Continues(i + 1))
                {
                    CloseCue(i);
                    Reset();
                }

                _part++;
                _telling = false;
                break;
            case ":":
                // "We would rather build than conquer: nothing with war in it."
                if (i + 1 < _tokens.Count && ((WordClasses.IsPerson(_tokens[i + 1].Text) && _state.HasSubject)
                    || (_state.Sense is not null && _state.From < i && CueBook.English.Before(_words, i + 1) is { Sense: CueSense.Never or CueSense.Less or CueSense.Only })))
                {
                    CloseCue(i);
                    Reset();
                }

                _linked = true;
                _part++;
                break;
            case "." or "!" or "?" or ";" or "\n" or "—" or "–" or "…" or "•" or "|":
                CloseCue(i);
                Reset();
                Refuse(i);
                _leading = mark is "—" or "–" ? _leading : null;
                _segment++;
                _linked = mark is "?" or "—" or "–" or "…" or "!" || (mark == "." && _linked && i + 1 < _tokens.Count && !_tokens[i + 1].IsWord);
                Open(i + 1);
                break;
            case ">" when Drafts.Count > 0 && Drafts[^1].Mention.Last == i:
                OpenCue(i, new CueMatch(CueSense.Less, Clause.PlainStrength, 1), mark);
                break;
        }

        return i + 1;
    }

    // Whether a list goes on behind a comma, or somebody begins to say something else.
    private bool Continues(int i)
    {
        if (i >= _tokens.Count || !_tokens[i].IsWord)
        {
            return true;
        }

        var next = _tokens[i].Text;
        if (next is "and" or "or" or "nor" && i + 1 < _tokens.Count)
        {
            return !WordClasses.IsPerson(_tokens[i + 1].Text) && !(WordClasses.IsArticle(_tokens[i + 1].Text) && next == "and" && _state.Sense is CueSense.Never or CueSense.Less);
        }

        if (WordClasses.IsPerson(next) || WordClasses.Tells(next) || _state.Sense is null)
        {
            return false;
        }

        var isRefusal = _state.Sense is CueSense.Never or CueSense.Less or CueSense.Mind;
        if (isRefusal && (WordClasses.IsArticle(next) || (WordClasses.IsBright(next) && !ListGoesOn(i))))
        {
            return false;
        }

        return true;
    }

    private bool ListGoesOn(int i)
    {
        for (; i < _tokens.Count && _tokens[i].IsWord; i++)
        {
            if (_tokens[i].Text is "or" or "nor")
            {
                return true;
            }
        }

        return false;
    }

    private void Open(int i)
    {
        (_sentence, _telling, _except) = (Math.Min(i, Math.Max(0, _tokens.Count - 1)), false, false);
        _part++;
        _isNominal = IsNominal(i);
    }

    // "Except for horror, I like everything": what nothing spared is refused.
    private void Refuse(int i)
    {
        if (_spared.Count > 0 && Drafts.TrueForAll(draft => !draft.Except.Contains(_spared[0])))
        {
            var spared = _spared;
            _spared = [];
            _state = new State(CueSense.Never, Clause.PlainStrength, _tokens[spared[0].First].Start);
            spared.ForEach(mention => Take(mention));
            Reset();
        }

        _spared = [];
    }
}
