namespace Portal.Domain.Catalogue;

/// <summary>One thing that can be recommended. Immutable; a changed item is a new record in a new snapshot.</summary>
public sealed record Item
{
    /// <summary>The catalogue's own id, unique and stable over imports, e.g. <c>film-arrival-2016</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The category people filter by, lower case, e.g. <c>film</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The title as shown.</summary>
    public required string Title { get; init; }

    /// <summary>A few sentences; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Directors, authors, designers, in order of importance.</summary>
    public IReadOnlyList<string> Creators { get; init; } = [];

    /// <summary>Broad classes, lower case; the first is the main one.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Tone, pace, length, content warnings and themes, lower case; never repeats a genre.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Year of first release; null when unknown.</summary>
    public int? Year { get; init; }

    /// <summary>Two-letter code of the original language; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Further facts by name, in invariant form, e.g. <c>minutes</c> → <c>116</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>When it came out, as far as known: what freshness is measured from. UTC.</summary>
    public DateTimeOffset Published { get; init; }

    /// <summary>Genres, then tags: everything the item is labelled with.</summary>
    public IEnumerable<string> Labels => Genres.Concat(Tags);

    /// <summary>The item with labels in place of the other words for them, each once; itself where it carries none of those.</summary>
    /// <param name="aliases">Other words, each with the label it stands for.</param>
    public Item WithLabels(IReadOnlyDictionary<string, string> aliases)
    {
        if (aliases.Count == 0 || !Labels.Any(aliases.ContainsKey))
        {
            return this;
        }

        string[] genres = [.. Genres.Select(Meant).Distinct(StringComparer.Ordinal)];
        return this with { Genres = genres, Tags = [.. Tags.Select(Meant).Distinct(StringComparer.Ordinal).Except(genres, StringComparer.Ordinal)] };

        string Meant(string label) => aliases.GetValueOrDefault(label, label);
    }

    /// <summary>The attribute as a number; null when it is absent or not a number.</summary>
    public double? Number(string attribute) =>
        Attributes.TryGetValue(attribute, out var text)
        && double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
