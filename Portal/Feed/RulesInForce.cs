using Portal.Domain.Language;

namespace Portal.Feed;

/// <summary>What sentences forbid once the later ones have lifted what they ask for: the rules that the ranking keeps.</summary>
internal static class RulesInForce
{
    /// <param name="statements">Oldest first.</param>
    public static IReadOnlyList<Exclusion> Exclusions(IEnumerable<ParsedStatement> statements)
    {
        List<Exclusion> result = [];
        foreach (var statement in statements)
        {
            for (var i = result.Count - 1; i >= 0; i--)
            {
                var left = result[i].Labels.Except(statement.WantedLabels, StringComparer.Ordinal).ToArray();
                if (left.Length == 0 && result[i].Labels.Count > 0)
                {
                    result.RemoveAt(i);
                }
                else if (left.Length < result[i].Labels.Count)
                {
                    result[i] = result[i] with { Labels = left };
                }
            }

            result.AddRange(statement.Exclusions);
        }

        return [.. result.DistinctBy(exclusion => exclusion.Labels.Count > 0 ? string.Join('\n', exclusion.Labels) : exclusion.Phrase)];
    }
}
