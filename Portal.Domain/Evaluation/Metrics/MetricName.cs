using System.Globalization;

namespace Portal.Domain.Evaluation.Metrics;

/// <summary>Full names of measures, e.g. <c>ndcg@10</c>: the measure and the length of list.</summary>
public static class MetricName
{
    /// <summary>The name of a measure at a length of list.</summary>
    public static string At(string measure, int k) => string.Create(CultureInfo.InvariantCulture, $"{measure}@{k}");

    /// <summary>The length of list in a name.</summary>
    /// <exception cref="ArgumentException">The name has no length.</exception>
    public static int CutoffOf(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k > 0
            ? k
            : throw new ArgumentException($"'{name}' is no measure; the form is ndcg@10.", nameof(name));
}
