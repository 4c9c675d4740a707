namespace Portal.Demo;

/// <summary>
/// One line of a demo catalogue file. Nothing is required of the JSON itself: what is missing stays empty and is named
/// by <see cref="CatalogueRules"/>, so that every problem of a line is told at once.
/// </summary>
public sealed record CatalogueRow
{
    /// <summary>Kind, title and year as a slug, e.g. <c>film-arrival-2016</c>.</summary>
    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>First release, from 1000.</summary>
    public int Year { get; init; }

    public IReadOnlyList<string> Creators { get; init; } = [];

    public string Country { get; init; } = "";

    /// <summary>Two-letter code of the original language.</summary>
    public string Language { get; init; } = "";

    public IReadOnlyList<string> Genres { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>How widely known it is, 1 to 5. Only the simulated readers use it; people never see it.</summary>
    public int Fame { get; init; }

    /// <summary>Running time of a film, an episode or a game.</summary>
    public int? Minutes { get; init; }

    public int? Pages { get; init; }

    public int? Seasons { get; init; }

    public int? Episodes { get; init; }

    public int? MinPlayers { get; init; }

    public int? MaxPlayers { get; init; }

    /// <summary>How much a game asks of its players: light, medium or heavy.</summary>
    public string? Weight { get; init; }

    /// <summary>Genres, then tags.</summary>
    public IEnumerable<string> Labels => Genres.Concat(Tags);
}
