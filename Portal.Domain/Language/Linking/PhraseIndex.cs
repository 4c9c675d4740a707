namespace Portal.Domain.Language.Linking;

/// <summary>What a word of the catalogue is.</summary>
internal enum TargetKind
{
    Label,
    Kind,
}

/// <summary>A word of the catalogue.</summary>
internal readonly record struct Target(TargetKind Kind, string Name);

/// <summary>What a phrase stands for: the catalogue's own words, or those that it is a synonym of.</summary>
internal sealed record PhraseEntry(IReadOnlyList<Target> Targets, LinkKind Link, double Score);

/// <summary>Finds labels and kinds by phrases: their own names in any inflection, parts of compound names, and synonyms.</summary>
internal sealed class PhraseIndex
{
    private const double AliasScore = 0.9, PartScore = 0.85, RelatedScore = 0.95;
    private const int MostTargets = 12;

    private static readonly char[] Separators = ['&', '/', ',', '+', '|'];

    private readonly Dictionary<string, PhraseEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _solid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _headed = new(StringComparer.Ordinal);

    /// <summary>Builds the index.</summary>
    /// <param name="labels">The catalogue's labels.</param>
    /// <param name="kinds">Its kinds.</param>
    /// <param name="aliases">The catalogue's own other words for labels, each with its label: they go before everything but the labels' own names.</param>
    public PhraseIndex(IEnumerable<string> labels, IEnumerable<string> kinds, IEnumerable<KeyValuePair<string, string>> aliases)
    {
        Dictionary<string, List<Target>> exact = new(StringComparer.Ordinal), own = new(StringComparer.Ordinal), alias = new(StringComparer.Ordinal);
        foreach (var target in kinds.Select(kind => new Target(TargetKind.Kind, kind)).Concat(labels.Select(label => new Target(TargetKind.Label, label))))
        {
            var key = PhraseKey.Of(target.Name);
            Add(exact, key, target);
            if (target.Kind == TargetKind.Label)
            {
                Add(_headed, LastWord(key), target.Name);
            }

            foreach (var part in Parts(target.Name))
            {
                Add(alias, PhraseKey.Of(part), target);
            }
        }

        foreach (var (word, label) in aliases)
        {
            Add(own, PhraseKey.Of(word), new Target(TargetKind.Label, label));
        }

        var synonyms = Synonyms(exact, own, alias, hasKinds: exact.Values.Any(targets => targets.Any(target => target.Kind == TargetKind.Kind)));
        AddEntries(exact, LinkKind.Exact, 1);
        AddEntries(own, LinkKind.Alias, AliasScore);
        AddEntries(alias, LinkKind.Alias, PartScore);
        AddEntries(synonyms, LinkKind.Alias, AliasScore);
        foreach (var key in _entries.Keys)
        {
            _solid.TryAdd(PhraseKey.Solid(key), key);
            Longest = Math.Max(Longest, 1 + key.Count(c => c == ' '));
        }
    }

    /// <summary>The most words of a phrase.</summary>
    public int Longest { get; }

    /// <summary>Every phrase that stands for something, in the form in which they are compared.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>What a key stands for as it is, or written as one word or as two; null for nothing.</summary>
    public PhraseEntry? Find(string key) =>
        _entries.TryGetValue(key, out var entry) ? entry
        : key.Length > 3 && _solid.TryGetValue(PhraseKey.Solid(key), out var other) ? _entries[other]
        : null;

    /// <summary>What a single word's relatives stand for: <c>scary</c> by <c>scare</c>.</summary>
    public PhraseEntry? FindRelative(string key)
    {
        foreach (var relative in Inflection.Relatives(key))
        {
            if (relative.Length > 2 && _entries.TryGetValue(relative, out var entry) && (entry.Link == LinkKind.Exact || !key.EndsWith("er", StringComparison.Ordinal) || relative[^1] == 'y' || EnglishWords.PartsOf(relative).Contains('a', StringComparison.Ordinal)))
            {
                return entry with { Score = Math.Min(entry.Score, RelatedScore) };
            }
        }

        return null;
    }

    /// <summary>
    /// The labels that name a special sort of a label: those that end in its words. "No horror" is also no "body horror", but "no science"
    /// keeps no "science fiction" away, and a "cold war" is no war.
    /// </summary>
    public IEnumerable<string> Narrower(string label)
    {
        var key = PhraseKey.Of(label);
        return _headed.GetValueOrDefault(LastWord(key), []).Where(other => PhraseKey.Of(other) is var wide
            && wide.Length > key.Length && wide.EndsWith(" " + key, StringComparison.Ordinal) && !ChangesSense.Contains(wide[..(wide.Length - key.Length - 1)]));
    }

    /// <summary>The labels that a wish for a label also names: those that it ends in. "Hard science fiction" is science fiction.</summary>
    public IEnumerable<string> Wider(string label)
    {
        var key = PhraseKey.Of(label);
        for (var space = key.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = key.IndexOf(' ', space + 1))
        {
            if (!ChangesSense.Contains(key[..space]) && _entries.TryGetValue(key[(space + 1)..], out var entry) && entry is { Link: LinkKind.Exact, Targets: [{ Kind: TargetKind.Label } one] })
            {
                yield return one.Name;
            }
        }
    }

    private static readonly HashSet<string> ChangesSense = new(StringComparer.Ordinal) { "cold", "anti", "non", "no", "time", "space", "fake", "pseudo", "mock", "near", "post", "without", "dice and card", "virtual" };

    private static Dictionary<string, List<Target>> Synonyms(
        Dictionary<string, List<Target>> exact, Dictionary<string, List<Target>> own, Dictionary<string, List<Target>> parts, bool hasKinds)
    {
        Dictionary<string, List<Target>> found = new(StringComparer.Ordinal);
        foreach (var (phrase, meant, ofKinds, widens) in SynonymBook.All)
        {
            foreach (var key in meant)
            {
                if (key != phrase && (exact.GetValueOrDefault(key) ?? own.GetValueOrDefault(key) ?? parts.GetValueOrDefault(key)) is { } targets)
                {
                    foreach (var target in targets.Where(target => !ofKinds || !hasKinds || target.Kind == TargetKind.Kind))
                    {
                        Add(widens && exact.ContainsKey(phrase) ? exact : found, phrase, target);
                    }
                }
            }
        }

        return found;
    }

    private void AddEntries(Dictionary<string, List<Target>> from, LinkKind link, double score)
    {
        foreach (var (key, targets) in from)
        {
            if (key.Length > 0)
            {
                _entries.TryAdd(key, new PhraseEntry([.. targets.Distinct().OrderBy(target => target.Name, StringComparer.Ordinal).Take(MostTargets)], link, score));
            }
        }
    }

    // "Action & Adventure" is asked for by either; "mood: cosy" by what follows.
    private static IEnumerable<string> Parts(string name)
    {
        if (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            yield return name[(colon + 1)..];
        }

        if (name.IndexOfAny(Separators) >= 0)
        {
            foreach (var part in name.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (part.Length > 2)
                {
                    yield return part;
                }
            }
        }
    }

    private static string LastWord(string key) => key[(key.LastIndexOf(' ') + 1)..];

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T value) => (lists.TryGetValue(key, out var list) ? list : lists[key] = []).Add(value);
}
