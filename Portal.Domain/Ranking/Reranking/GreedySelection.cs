using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>What a term adds to an item in its place.</summary>
/// <param name="Term">The term.</param>
/// <param name="Value">Its value there.</param>
/// <param name="Evidence">What is behind it.</param>
public readonly record struct TermPart(IRerankTerm Term, float Value, Evidence? Evidence);

/// <summary>A candidate in its place.</summary>
/// <param name="Candidate">Its place among the candidates.</param>
/// <param name="Parts">What each term adds.</param>
/// <param name="Exploration">Set for a card that is there to find something out.</param>
/// <param name="Propensity">With what probability it came to this place, given those before it: 1 where nothing is drawn.</param>
public readonly record struct Pick(int Candidate, IReadOnlyList<TermPart> Parts, ExplorationPart? Exploration, double Propensity);

/// <summary>How a list is made from scored candidates.</summary>
/// <param name="Terms">What depends on the list so far.</param>
public sealed record SelectionPlan(IReadOnlyList<IRerankTerm> Terms)
{
    /// <summary>Each place goes to one of the best so many by sum that are left, at least 1: what lies far below is not looked at.</summary>
    public int Window { get; init; } = int.MaxValue;

    /// <summary>Limits how often one creator may come; null for no limit.</summary>
    public CreatorCap? Cap { get; init; }

    /// <summary>Gives some places to little known items; null for none.</summary>
    public ExplorationSlots? Exploration { get; init; }
}

/// <summary>
/// Greedy re-ranking: each place goes to the candidate whose sum and terms together are highest, given what stands before it.
/// Both maximal marginal relevance (Carbonell and Goldstein 1998) and calibrated recommendations (Steck 2018) are this with
/// one term.
/// </summary>
public static class GreedySelection
{
    /// <summary>Fills a list.</summary>
    /// <param name="items">The candidates, distinct; equal totals go to the item that comes first in the catalogue.</param>
    /// <param name="sums">The sum of each candidate's signals.</param>
    /// <param name="plan">How.</param>
    /// <param name="count">How many at most, at least 0.</param>
    public static List<Pick> Select(ItemIndex[] items, double[] sums, SelectionPlan plan, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Window, 1);
        if (items.Length != sums.Length)
        {
            throw new ArgumentException($"There are {items.Length} candidates and {sums.Length} sums; give one per candidate.", nameof(sums));
        }

        Remaining left = new(Order(items, sums), plan.Window);
        List<Pick> picks = new(Math.Min(count, items.Length));
        while (picks.Count < count && left.Any)
        {
            var (drawn, chance) = plan.Exploration?.IsSlot(picks.Count) == true ? Explore(sums, plan, left) : (-1, 1);
            var next = drawn >= 0 ? drawn : Best(items, sums, plan, left);
            picks.Add(new Pick(next, Parts(plan, next), drawn >= 0 ? plan.Exploration!.PartOf(next) : null, chance));
            foreach (var term in plan.Terms)
            {
                term.Place(next);
            }

            plan.Cap?.Place(items[next]);
            left.Take(next);
        }

        return picks;
    }

    private static int[] Order(ItemIndex[] items, double[] sums)
    {
        var order = new int[items.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => sums[a] != sums[b] ? sums[b].CompareTo(sums[a]) : items[a].Value.CompareTo(items[b].Value));
        return order;
    }

    private static int Best(ItemIndex[] items, double[] sums, SelectionPlan plan, Remaining left)
    {
        var (best, highest) = (-1, double.NegativeInfinity);
        foreach (var candidate in left.Within())
        {
            if (plan.Cap?.Allows(items[candidate]) == false)
            {
                continue;
            }

            var total = sums[candidate] + Terms(plan, candidate);
            if (best < 0 || total > highest || (total == highest && items[candidate].Value < items[best].Value))
            {
                (best, highest) = (candidate, total);
            }
        }

        // The cap has ruled out the whole window: the best beyond it, and when nothing else is left, the cap gives way.
        return best >= 0 ? best : left.First(candidate => plan.Cap!.Allows(items[candidate])) is var beyond and >= 0 ? beyond : left.First(_ => true);
    }

    // Without the terms: whether an unknown item is like one further up matters little, and there may be many of them.
    private static (int Drawn, double Chance) Explore(double[] sums, SelectionPlan plan, Remaining left)
    {
        var (best, highest) = (-1, double.NegativeInfinity);
        List<int> open = [];
        foreach (var candidate in left.All())
        {
            if (plan.Exploration!.PartOf(candidate) is { } part && plan.Cap?.Allows(part.Item) != false)
            {
                open.Add(candidate);
                if (sums[candidate] + part.Amount is var total && total > highest)
                {
                    (best, highest) = (candidate, total);
                }
            }
        }

        return best < 0 ? (-1, 1) : (best, plan.Exploration!.ChanceOf(best, open, sums));
    }

    private static double Terms(SelectionPlan plan, int candidate)
    {
        double sum = 0;
        foreach (var term in plan.Terms)
        {
            sum += Contribution.AmountOf(term.Value(candidate), term.Weight, term.Gate);
        }

        return sum;
    }

    private static TermPart[] Parts(SelectionPlan plan, int candidate)
    {
        var parts = new TermPart[plan.Terms.Count];
        for (var t = 0; t < parts.Length; t++)
        {
            var term = plan.Terms[t];
            parts[t] = new TermPart(term, term.Value(candidate), term.Explain(candidate));
        }

        return parts;
    }

    /// <summary>Candidates that are not placed yet, best sum first.</summary>
    private sealed class Remaining(int[] order, int window)
    {
        private readonly List<int> _order = [.. order];

        public bool Any => _order.Count > 0;

        public ReadOnlySpan<int> All() => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_order);

        public ReadOnlySpan<int> Within() => All()[..Math.Min(window, _order.Count)];

        public int First(Predicate<int> holds) => _order.FindIndex(holds) is var place and >= 0 ? _order[place] : -1;

        public void Take(int candidate) => _order.Remove(candidate);
    }
}
