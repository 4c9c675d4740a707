using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <summary>
/// Reads a text once from the left: words that turn a wish open a state, which reaches over lists and ends at turns, at the end of the sentence and
/// where somebody begins to say something else; what stands for something becomes a draft in that state.
/// </summary>
internal sealed partial class Sweep(string text, List<Token> tokens, Linker linker, RangeFinder ranges)
{
    private readonly List<Token> _tokens = tokens;
    private readonly Dictionary<int, IReadOnlyList<string>> _corrected = [];
    private readonly Mention?[] _named = new Mention?[tokens.Count];
    private readonly ScopeMention?[] _scopes = new ScopeMention?[tokens.Count];
    private readonly bool[] _covered = new bool[tokens.Count], _taken = new bool[tokens.Count];

    private List<Token> _words = tokens;
    private State _state;
    private int _group, _segment, _part, _phrase, _sentence;
    private bool _telling, _except, _linked, _isNominal;
    private Scope? _leading;
    private List<Mention> _spared = [];

    /// <summary>The drafts in the order of the text.</summary>
    public List<Draft> Drafts { get; } = [];

    /// <summary>The tokens that turn a wish, and say nothing of what is not in their reach.</summary>
    public bool[] Turned { get; } = new bool[tokens.Count];

    /// <summary>Stretches of words that may have meant something.</summary>
    public List<Mention> Loose { get; } = [];

    public void Run()
    {
        FindNamed();
        _words = linker.Correct(_tokens, _corrected);
        Open(0);
        for (var i = 0; i < _tokens.Count;)
        {
            i = Step(i);
        }

        CloseCue(_tokens.Count);
        Refuse(_tokens.Count);
    }

    private int Step(int i)
    {
        if (_scopes[i] is { } scope)
        {
            return TakeScope(i, scope);
        }

        if (_named[i] is { } named)
        {
            return Take(named);
        }

        if (!_tokens[i].IsWord)
        {
            return TakeMark(i);
        }

        var before = Within(CueBook.English.Before(_words, i), i);
        var after = Within(CueBook.English.After(_words, i), i);
        var label = linker.LanguageAt(_words, i) ?? linker.At(_words, i, NextNamed(i));
        label = label is not null && IsOther(i, label) ? null : label;
        var cue = Math.Max(before?.Length ?? 0, after?.Length ?? 0);
        if (label is not null && label.Last - label.First > cue)
        {
            return Take(linker.Doubt(label, _corrected));
        }

        if (cue > 0)
        {
            var next = TakeCue(i, before, after);
            if (next > i)
            {
                return next;
            }
        }

        return label is not null ? Take(linker.Doubt(label, _corrected)) : TakeWord(i);
    }

    // A phrase ends where something that is named begins: "give me the | 1970s".
    private CueMatch? Within(CueMatch? cue, int i)
    {
        if (cue is not { } match)
        {
            return null;
        }

        var end = Math.Min(i + match.Length, NextNamed(i));

        // "refuse to | pay monthly": so does it before a longer name that begins with its last word.
        return match with { Length = end - i > 1 && linker.At(_words, end - 1, NextNamed(end - 1)) is { } label && label.Last > end ? end - i - 1 : end - i };
    }

    private int NextNamed(int i)
    {
        var next = i + 1;
        while (next < _tokens.Count && _named[next] is null && _scopes[next] is null)
        {
            next++;
        }

        return next;
    }

    private int Take(Mention mention)
    {
        Cover(mention.First, mention.Last);
        var isBound = mention.IsBound && mention.Subject is RangeSubject;
        if (_except)
        {
            return TakeExcept(mention);
        }

        if ((_telling && !isBound) || (_state.Sense is CueSense.Mind or CueSense.Past))
        {
            _state.HasSubject = true;
            return mention.Last;
        }

        var sense = _state.Sense ?? CueSense.More;
        if (isBound && mention.Subject is RangeSubject range)
        {
            var isOwn = _state.HasSubject && mention.First > 0 && _tokens[mention.First - 1].Text is "and" or "," or "but";
            if (sense == CueSense.Never && !isOwn && Inverted(range) is { } inverted)
            {
                mention.Subject = inverted;
            }

            sense = sense == CueSense.Never && !isOwn && range is { Least: not null, Most: not null } ? CueSense.Never : CueSense.Only;
        }

        var spared = sense is CueSense.Never or CueSense.Less ? _spared : [];
        var adjacent = Drafts.Count > 0 && Drafts[^1].Mention.Last is var last && last <= mention.First && Joined(last, mention.First);
        _phrase += adjacent ? 0 : 1;
        Drafts.Add(new Draft
        {
            Mention = mention,
            Sense = sense,
            Strength = _state.Sense is null ? Clause.PlainStrength : _state.Strength,
            IsExplicit = _state.Sense is not null,
            IsFirm = _state.Sense is not null && !_state.IsWeak && _state.Part == _part,
            Group = _group,
            Segment = _segment,
            Part = _part,
            Phrase = _phrase,
            Start = _state.Sense is null or CueSense.More ? _tokens[mention.First].Start : Math.Min(_state.Start, _tokens[mention.First].Start),
            End = _tokens[mention.Last - 1].End,
            Scope = _leading,
        });
        if (spared.Count > 0)
        {
            Drafts[^1].Except.AddRange(spared);
        }

        if (isBound && _tokens[mention.First].Text is "no" or "not" or "nothing" or "never" && _state.Sense is null)
        {
            // "Nothing before 1990 or over two hours": the refusal goes on.
            _state = new State(CueSense.Never, Clause.PlainStrength, _tokens[mention.First].Start) { From = mention.Last };
        }

        _state.HasSubject = true;
        return mention.Last;
    }

    private int TakeExcept(Mention mention)
    {
        if (Drafts.TrueForAll(draft => draft.Segment != _segment))
        {
            // "Unless it's by her, no pottery."
            _spared.Add(mention);
            return mention.Last;
        }

        var spared = Drafts.Where(draft => draft.Segment == _segment && draft.Sense is CueSense.Never or CueSense.Less).ToList();
        if (spared.Count == 0)
        {
            // "I like everything except horror", "everything by her except the pottery": what a wish leaves out is refused.
            (_except, _state) = (false, new State(CueSense.Never, Clause.PlainStrength, _state.Start));
            _group++;
            return Take(mention);
        }

        var group = spared[^1].Group;
        foreach (var draft in spared.Where(draft => draft.Group == group))
        {
            draft.Except.Add(mention);
            draft.End = Math.Max(draft.End, _tokens[mention.Last - 1].End);
        }

        return mention.Last;
    }

    // "Nothing before 1990" asks for 1990 and later.
    private static RangeSubject? Inverted(RangeSubject range)
    {
        var step = range.Attribute == Catalogue.CatalogueIndex.YearAttribute ? 1 : 0;
        return range switch
        {
            { Least: { } least, Most: null } => new RangeSubject(range.Attribute, null, least - step),
            { Least: null, Most: { } most } => new RangeSubject(range.Attribute, most + step, null),
            _ => null,
        };
    }

    private int TakeScope(int i, ScopeMention scope)
    {
        var last = i;
        while (last < _tokens.Count && _tokens[last].Start < scope.End)
        {
            _covered[last++] = true;
        }

        if (_state.Sense == CueSense.Only && !_state.HasSubject)
        {
            // "Only in the evening" limits the time, not the subject.
            _state = default;
        }

        var own = Drafts.Where(draft => draft.Segment == _segment && draft.Group == _group && draft.Scope is null).ToList();
        if (own.Count > 0 && Leads(i, last))
        {
            // "No clowns, on weekends something light": a new thought, which what was refused before is no part of.
            (_state, _leading) = (default, scope.Scope);
            _group++;
        }
        else if (own.Count > 0)
        {
            own.ForEach(draft => draft.Scope = Merge(draft.Scope, scope.Scope));
        }
        else
        {
            _leading = Merge(_leading, scope.Scope);
        }

        return last;
    }

    // Behind a comma and before words that it can be said of.
    private bool Leads(int first, int last) =>
        first > 0 && _tokens[first - 1].Text == "," && last < _tokens.Count && _tokens[last].IsWord
        && _tokens[last].Text is not ("and" or "or" or "but" or "with" or "too" or "also" or "please" or "when" or "if" or "only" or "especially" or "mostly" or "though" or "because" or "at" or "in" or "on" or "as");

    private static Scope Merge(Scope? one, Scope other) => one is null ? other : new Scope(other.Time ?? one.Time, other.Occasion ?? one.Occasion, other.Span ?? one.Span);

    private void Cover(int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            _covered[i] = true;
        }
    }

    private bool Joined(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!_tokens[i].IsWord || _tokens[i].Text is "and" or "or" or "nor" || (_covered[i] && !WordClasses.IsFunction(_tokens[i].Text)))
            {
                return false;
            }
        }

        return to - from <= 3;
    }

    /// <summary>What the words so far say of the next subject.</summary>
    private record struct State(CueSense? Sense, double Strength, int Start)
    {
        public bool HasSubject { get; set; }

        public bool IsWeak { get; set; }

        /// <summary>The token behind the words that opened it.</summary>
        public int From { get; set; }

        /// <summary>Whether the words behind it are its subject whatever they are: not behind a mere "not" or "never".</summary>
        public bool IsFirm { get; set; }

        /// <summary>Between which commas it was opened.</summary>
        public int Part { get; init; }

        /// <summary>Whether it compares: "prefer … to …".</summary>
        public bool IsPreference { get; set; }
    }
}
