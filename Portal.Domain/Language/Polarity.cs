namespace Portal.Domain.Language;

/// <summary>Which way a clause of a statement points. The first two are wishes and reorder a list; the others are rules and filter it.</summary>
public enum Polarity
{
    /// <summary>More of it.</summary>
    More,

    /// <summary>Less of it.</summary>
    Less,

    /// <summary>None of it, on any list.</summary>
    Never,

    /// <summary>Nothing else, on any list.</summary>
    Only,
}
