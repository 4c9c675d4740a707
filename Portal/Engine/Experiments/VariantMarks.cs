using System.Globalization;

namespace Portal.Engine.Experiments;

/// <summary>How a list's row tells the variants it was served under: <c>12:0 13:1</c>, each experiment's id with the variant's index.</summary>
public static class VariantMarks
{
    /// <summary>Most experiments that one list can tell of: each takes up to 16 of the 400 characters that are stored.</summary>
    public const int Most = 25;

    /// <summary>Writes the drawn ones, by their ids; those that were asked for are no exposure. Null for none.</summary>
    public static string? Write(IEnumerable<AssignedVariant> variants) =>
        string.Join(' ', variants.Where(variant => !variant.Forced).OrderBy(variant => variant.ExperimentId)
            .Select(variant => string.Create(CultureInfo.InvariantCulture, $"{variant.ExperimentId}:{variant.Variant}"))) is { Length: > 0 } marks ? marks : null;

    /// <summary>All that a row tells; what is no mark is passed over.</summary>
    public static IEnumerable<(int Experiment, int Variant)> Read(string marks)
    {
        foreach (var mark in marks.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (mark.Split(':') is [var id, var index]
                && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var experiment) && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var variant))
            {
                yield return (experiment, variant);
            }
        }
    }
}
