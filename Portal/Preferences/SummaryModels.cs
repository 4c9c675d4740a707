using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>A stretch of a summary and what it stands for.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Clause">What it tells.</param>
public sealed record SummaryPart(int Start, int End, Clause Clause);

/// <summary>Clauses put into sentences.</summary>
/// <param name="Text">The sentences; empty without clauses.</param>
/// <param name="Parts">Where each clause stands in them, in the order of the text.</param>
public sealed record SummaryText(string Text, IReadOnlyList<SummaryPart> Parts);

/// <summary>A person's profile in a few sentences.</summary>
/// <param name="Said">What they said.</param>
/// <param name="Clauses">The clauses it is made of, with where they were said.</param>
/// <param name="Learned">Names of the interests that were learned, the strongest first.</param>
public sealed record ProfileSummary(SummaryText Said, IReadOnlyList<SaidClause> Clauses, IReadOnlyList<string> Learned);

/// <summary>What an edited summary would change.</summary>
/// <param name="Removed">Clauses that it no longer tells.</param>
/// <param name="Changed">Clauses that it tells otherwise.</param>
/// <param name="Added">Clauses that are new in it.</param>
/// <param name="AddedText">The statement that the new ones would become; empty for none.</param>
/// <param name="NotUnderstood">Words of it that say nothing.</param>
public sealed record SummaryChange(
    IReadOnlyList<SaidClause> Removed, IReadOnlyList<(SaidClause Said, double Strength)> Changed, IReadOnlyList<Clause> Added, string AddedText, IReadOnlyList<string> NotUnderstood)
{
    public bool IsEmpty => Removed.Count + Changed.Count + Added.Count == 0;
}
