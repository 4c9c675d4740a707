using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How far an item is what the person wants less of: the strongest such wish that it meets counts, always against it.</summary>
/// <remarks>
/// A wish for less does not fade with age as the lead of a new sentence does: it holds until it is taken back. The weight is set so that plain words
/// take most of it off the first page and "a bit less" takes about half (<c>evaluate control</c>): more would make it a refusal.
/// </remarks>
public sealed class LessSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "less";

    /// <inheritdoc/>
    public double DefaultWeight => 0.5;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var wishes = Wishes(context);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = wishes.Length == 0 ? float.NaN : -Strongest(wishes, candidates[i]).Fit;
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) => Strongest(Wishes(context), item) switch
    {
        ( > 0, { Statement: { } statement } wish) => new StatementEvidence(statement.Id, statement.Parsed.Text, [], wish.Fit.Clause.Phrase, statement.ReviewOf),
        ( > 0, { } wish) => new MoodEvidence(context.Mood!.Parsed.Text, [wish.Fit.Clause.Phrase]),
        _ => null,
    };

    /// <summary>How far an item is what the person wants less of, by how strongly they said so, 0..1.</summary>
    internal static float FitOf(RankingContext context, ItemIndex item) => Strongest(Wishes(context), item).Fit;

    private static Wish[] Wishes(RankingContext context) => context.Shared("less", static shared => (Wish[])
    [
        .. from statement in shared.Statements
           from clause in statement.Statement.Parsed.Of(Polarity.Less)
           select new Wish(statement.Statement, new ClauseFit(shared.Snapshot, clause, shared.Person.ConceptVectors)),
        .. (shared.Mood?.Parsed.Of(Polarity.Less) ?? []).Select(clause => new Wish(null, new ClauseFit(shared.Snapshot, clause, shared.Person.ConceptVectors))),
    ]);

    private static (float Fit, Wish? Wish) Strongest(Wish[] wishes, ItemIndex item)
    {
        var (most, strongest) = (0f, (Wish?)null);
        foreach (var wish in wishes)
        {
            var fit = (float)wish.Fit.Clause.EffectiveStrength * wish.Fit.Of(item);
            if (fit > most)
            {
                (most, strongest) = (fit, wish);
            }
        }

        return (most, strongest);
    }

    private sealed record Wish(Profiles.PersonStatement? Statement, ClauseFit Fit);
}
