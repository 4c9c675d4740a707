namespace Portal.Domain.Evaluation.Understanding;

/// <summary>A clause that a statement is said to hold.</summary>
/// <param name="Polarity"><c>more</c>, <c>less</c>, <c>never</c> or <c>only</c>.</param>
/// <param name="About"><c>label</c>, <c>kind</c>, <c>creator</c>, <c>item</c>, <c>range</c>, <c>language</c> or <c>concept</c>.</param>
/// <param name="Targets">What it may be tied to; any one of them is right.</param>
public sealed record GoldClause(string Polarity, string About, IReadOnlyList<string> Targets)
{
    /// <summary>The number that a range is about.</summary>
    public string Attribute { get; init; } = "";

    /// <summary>Least value of a range; null for no bound.</summary>
    public double? Least { get; init; }

    /// <summary>Largest value of a range; null for no bound.</summary>
    public double? Most { get; init; }

    /// <summary>The words of a concept.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A statement of a file.</summary>
/// <param name="Id">Its id, or the number of its line.</param>
/// <param name="Text">The statement.</param>
/// <param name="Catalogue">Which catalogue it speaks of, e.g. <c>own</c> or <c>demo</c>; empty where the file does not say.</param>
/// <param name="Clauses">What it says; null where the file does not say.</param>
public sealed record StatementLine(string Id, string Text, string Catalogue, IReadOnlyList<GoldClause>? Clauses);
