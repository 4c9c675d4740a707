using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// How well an item fits what the person's sentences wish for: the best sentence counts, so that two wishes need not be met at once. Of a sentence,
/// the facts that it names count by how many of them an item has, rare ones more, and its words and meaning besides.
/// </summary>
public sealed class StatementSignal : ISignal
{
    // Share of the facts a sentence names beside its words and meaning; and what is left of these for an item that has none of the facts.
    private const float FactShare = 0.5f, WithoutFacts = 0.5f;

    /// <inheritdoc/>
    public string Key => "statements";

    /// <inheritdoc/>
    public double DefaultWeight => 1.25;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var wishes = Wishes(context);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = Best(wishes, candidates[i]).Value;
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var (value, best) = Best(Wishes(context), item);
        return best is null || !(value > 0)
            ? null
            : new StatementEvidence(best.Of.Statement.Id, best.Of.Statement.Parsed.Text, SharedTerms.Of(context, best.Of.Match, item), best.PhraseFor(item), best.Of.Statement.ReviewOf);
    }

    /// <summary>Items like those that the sentences give as examples.</summary>
    internal static IEnumerable<ItemIndex> NearExamples(RankingContext context)
    {
        foreach (var subject in context.Statements.SelectMany(statement => statement.Statement.Parsed.Of(Polarity.More)).Select(clause => clause.Subject).OfType<ItemSubject>())
        {
            if (context.Snapshot.Catalogue.TryFind(subject.ItemId, out var example))
            {
                foreach (var near in context.Snapshot.Neighbours.Of(example))
                {
                    yield return near;
                }
            }
        }
    }

    private static Wish[] Wishes(RankingContext context) =>
        context.Shared("wishes", static shared => shared.Statements.Select(statement => new Wish(shared, statement)).ToArray());

    private static (float Value, Wish? Best) Best(Wish[] wishes, ItemIndex item)
    {
        var value = float.NaN;
        Wish? best = null;
        foreach (var wish in wishes)
        {
            var fit = wish.Fit(item);
            if (!(fit <= value))
            {
                (value, best) = (fit, wish);
            }
        }

        return (value, best);
    }

    private sealed class Wish(RankingContext context, MatchedStatement statement)
    {
        private readonly (ClauseFit Clause, float Rarity)[] _clauses =
        [
            .. statement.Statement.Parsed.Of(Polarity.More).Select(clause => new ClauseFit(context.Snapshot, clause, context.Person.ConceptVectors)).Select(fit => (fit, fit.Rarity)),
        ];

        public MatchedStatement Of => statement;

        public float Fit(ItemIndex item)
        {
            var (sum, met, most) = (0.0, 0.0, 0.0);
            foreach (var (clause, rarity) in _clauses)
            {
                var strength = clause.Clause.EffectiveStrength;
                most = Math.Max(most, strength);
                if (clause.Clause.Subject is not ConceptSubject)
                {
                    (sum, met) = (sum + (strength * rarity), met + (strength * rarity * clause.Of(item)));
                }
            }

            // By the root: the first fact that an item has says more than the last one that completes it.
            var text = statement.Match[item];
            var fit = sum <= 0 ? text : (FactShare * Math.Sqrt(met / sum)) + ((1 - FactShare) * text * (met > 0 ? 1 : WithoutFacts));
            return (float)(statement.Standing * (_clauses.Length == 0 ? Clause.PlainStrength : most) * fit);
        }

        // The person's own words for what this item is of it, those that say most.
        public string PhraseFor(ItemIndex item) =>
            _clauses.Select(entry => (entry.Clause.Clause, Fit: entry.Clause.Of(item) * entry.Clause.Clause.EffectiveStrength * entry.Rarity)).Where(entry => entry.Fit > 0)
                .OrderByDescending(entry => entry.Fit).ThenBy(entry => entry.Clause.Start).Select(entry => entry.Clause.Phrase).FirstOrDefault() ?? "";
    }
}
