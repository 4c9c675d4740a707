using System.Text.Json.Serialization;

namespace Portal.Domain.Sentiment;

/// <summary>What a text says of a part of something: "loved the ending".</summary>
public sealed record Aspect
{
    /// <summary>Where the words that say it begin, with those that judge, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Where they end, exclusive.</summary>
    public required int End { get; init; }

    /// <summary>The part, as written, without article: <c>ending</c>.</summary>
    public required string Words { get; init; }

    /// <summary>From −1, blame, to 1, praise; never 0.</summary>
    public required double Score { get; init; }

    /// <summary>Labels of the catalogue that stand for it, in ordinal order; empty where none does.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The person turned its score by hand.</summary>
    public bool Turned { get; init; }

    /// <summary>The person took it away: it does not count, and is not shown.</summary>
    public bool Removed { get; init; }

    /// <summary>Names it among those of a text, whatever the person did to it: a part may be praised once and blamed once.</summary>
    [JsonIgnore]
    public string Key => (Score > 0 == Turned ? "-" : "+") + Words.ToLowerInvariant();

    /// <summary>What the person did to it, done to the same aspect of a text that was changed meanwhile.</summary>
    /// <param name="edited">The aspects as they were, with what was done to them.</param>
    public Aspect WithEditsOf(IEnumerable<Aspect> edited) => edited.FirstOrDefault(other => other.Key == Key) is { } known
        ? this with { Turned = known.Turned, Removed = known.Removed, Score = known.Turned ? -Score : Score }
        : this;
}
