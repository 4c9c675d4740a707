using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How well an item fits the person's own sentences: the best of them counts, so that two wishes need not be met at once.</summary>
public sealed class StatementSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "statements";

    /// <inheritdoc/>
    public double DefaultWeight => 1;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = Best(context, candidates[i]).Value;
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var (value, best) = Best(context, item);
        return best is null || !(value > 0)
            ? null
            : new StatementEvidence(best.Statement.Id, best.Statement.Parsed.Text, SharedTerms.Of(context, best.Match, item));
    }

    private static (float Value, MatchedStatement? Best) Best(RankingContext context, ItemIndex item)
    {
        var value = float.NaN;
        MatchedStatement? best = null;
        foreach (var statement in context.Statements)
        {
            var fit = statement.Standing * statement.Match[item];
            if (!(fit <= value))
            {
                (value, best) = (fit, statement);
            }
        }

        return (value, best);
    }
}
