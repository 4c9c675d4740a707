using Portal.Domain.Language;

namespace Portal.Tests.Support;

/// <summary>What tests ask of parsed statements.</summary>
internal static class ClauseReading
{
    public static List<Clause> Refusals(this ParsedStatement parsed) => [.. parsed.Of(Polarity.Never)];

    public static IEnumerable<string> RefusedLabels(this ParsedStatement parsed) => parsed.Of(Polarity.Never).SelectMany(Labels).Distinct();

    public static IReadOnlyList<string> Labels(this Clause clause) => clause.Subject is LabelSubject subject ? subject.Labels : [];

    public static List<RangeSubject> Bounds(this ParsedStatement parsed) => [.. parsed.Of(Polarity.Only).Select(clause => clause.Subject).OfType<RangeSubject>()];
}
