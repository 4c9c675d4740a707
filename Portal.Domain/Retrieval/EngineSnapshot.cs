using System.Collections.Concurrent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>
/// All that ranking reads about the catalogue at one moment. Immutable and shared by all requests; a request keeps the one
/// it began with, so that it never sees half an update.
/// </summary>
public sealed class EngineSnapshot
{
    // A match has a number and a mark for every item.
    private const long MostCachedBytes = 256 << 20, MostCachedMatches = 4096;

    private readonly long _mostMatches;
    private readonly ConcurrentDictionary<string, TextMatch> _matches = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConceptMatch> _concepts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, Lazy<object>> _derived = new();
    private readonly ConcurrentDictionary<Type, object> _former = new();

    /// <summary>Builds the indexes.</summary>
    /// <param name="version">Names the snapshot in logs and beside served lists.</param>
    /// <param name="catalogue">The active items.</param>
    /// <param name="vectors">Their vectors, with one place per item of <paramref name="catalogue"/>; null before any exist.</param>
    /// <param name="popularity">From the interactions of everybody.</param>
    /// <param name="builtAt">When.</param>
    /// <param name="previous">The snapshot before, whose work on the items that are still the same is taken over; null for none.</param>
    public EngineSnapshot(string version, CatalogueIndex catalogue, IVectorIndex? vectors, Popularity popularity, DateTimeOffset builtAt, EngineSnapshot? previous = null)
    {
        (Version, Catalogue, Vectors, Popularity, BuiltAt) = (version, catalogue, vectors, popularity, builtAt);
        Words = new Bm25Index(catalogue, previous?.Words);
        _mostMatches = Math.Min(MostCachedMatches, MostCachedBytes / (1L + ((sizeof(float) + sizeof(bool)) * catalogue.Count)));
        LabelLexicon lexicon = new(catalogue.LabelNames, catalogue.Aliases);
        Matcher = new TextMatcher(catalogue, lexicon, Words, vectors);
        Similarity = new ItemSimilarity(catalogue, vectors);
        Neighbours = new ItemNeighbours(catalogue, vectors, Similarity);
        Genres = new ClassMix(catalogue.Items.Select(item => item.Genres));
        Parser = new StatementParser(Vocabulary.Of(catalogue.Items, catalogue.Aliases), previous?.Parser);
        foreach (var (type, derived) in previous?._derived ?? [])
        {
            if (derived.IsValueCreated)
            {
                _former[type] = derived.Value;
            }
        }
    }

    // The same catalogue with its indexes; what parts of the engine made of it is made anew, since it may rest on popularity.
    private EngineSnapshot(EngineSnapshot other, string version, Popularity popularity)
    {
        (Version, Catalogue, Vectors, Popularity, BuiltAt) = (version, other.Catalogue, other.Vectors, popularity, other.BuiltAt);
        (Words, Matcher, Similarity, Neighbours, Genres, Parser) = (other.Words, other.Matcher, other.Similarity, other.Neighbours, other.Genres, other.Parser);
        _mostMatches = other._mostMatches;
        foreach (var (type, derived) in other._derived)
        {
            if (derived.IsValueCreated)
            {
                _former[type] = derived.Value;
            }
        }
    }

    /// <summary>Names the snapshot in logs and beside served lists.</summary>
    public string Version { get; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset BuiltAt { get; }

    /// <summary>The active items.</summary>
    public CatalogueIndex Catalogue { get; }

    /// <summary>The items' vectors; null before any exist.</summary>
    public IVectorIndex? Vectors { get; }

    /// <summary>How popular each item is.</summary>
    public Popularity Popularity { get; }

    /// <summary>Search by words.</summary>
    public Bm25Index Words { get; }

    /// <summary>Search by labels, words and meaning.</summary>
    public TextMatcher Matcher { get; }

    /// <summary>How alike two items are.</summary>
    public ItemSimilarity Similarity { get; }

    /// <summary>The items most like an item.</summary>
    public ItemNeighbours Neighbours { get; }

    /// <summary>The items' genres.</summary>
    public ClassMix Genres { get; }

    /// <summary>Reads statements with this catalogue's words.</summary>
    public StatementParser Parser { get; }

    /// <summary>The same catalogue where items are popular in another measure.</summary>
    /// <param name="version">Names it in logs and beside served lists.</param>
    /// <param name="popularity">With one place per item of the catalogue.</param>
    public EngineSnapshot With(string version, Popularity popularity) => new(this, version, popularity);

    /// <summary>Matches the wanted part of a statement with all items; the same text with a vector of the same encoder is matched once.</summary>
    public TextMatch MatchOf(string wanted, float[]? vector)
    {
        var key = (vector is null ? "words:" : "both:") + wanted;
        if (_matches.TryGetValue(key, out var match))
        {
            return match;
        }

        if (_matches.Count >= _mostMatches)
        {
            _matches.Clear();
        }

        return _matches[key] = Matcher.Match(wanted, vector);
    }

    /// <summary>Where a concept shows in the catalogue; the same concept with a vector of the same encoder is looked for once.</summary>
    public ConceptMatch ConceptOf(string text, float[]? vector)
    {
        var key = (vector is null || Vectors is null ? "words:" : "both:") + text;
        if (_concepts.TryGetValue(key, out var match))
        {
            return match;
        }

        if (_concepts.Count >= _mostMatches)
        {
            _concepts.Clear();
        }

        return _concepts[key] = ConceptMatch.Of(Words, Vectors, text, vector, Catalogue.Count);
    }

    /// <summary>What another part of the engine makes of this snapshot once and keeps with it, one of each type; whoever asks first waits for it.</summary>
    /// <typeparam name="T">Safe for concurrent use. It must not hold a snapshot, or none would ever be let go.</typeparam>
    /// <param name="derive">Makes it, from what the snapshot before had of it or null: what has not changed need not be made again.</param>
    public T Derived<T>(Func<T?, T> derive)
        where T : class =>
        (T)_derived.GetOrAdd(typeof(T), type => new Lazy<object>(() =>
        {
            _former.TryRemove(type, out var former);
            return derive((T?)former);
        })).Value;
}
