using System.Buffers;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Graph;

/// <summary>
/// How often a random walk that keeps going back to the liked items meets each item (topic-sensitive PageRank, Haveliwala 2002). At each node
/// α of the walk's mass stays and 1 − α goes on along its edges; the series is cut after a number of closed steps from items to items.
/// </summary>
/// <remarks>
/// The time is that of reading each edge twice per closed step (once in the first), whatever the seeds. Chosen over forward push (Andersen,
/// Chung, Lang 2006), which with 100,000 items and a million edges took twice as long for less of the walk, because a few hubs lead to almost
/// everything. What is cut off is (1 − α)^(2 × closed steps) of the walk, and a score never exceeds the exact one.
/// </remarks>
public static class PersonalisedPageRank
{
    /// <summary>Scores every item.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seeds">Liked items and how much they count, relative to each other; 0 and less, and items outside, do not.</param>
    /// <param name="scores">
    /// One place per item; overwritten. At least 0; NaN for an item that shares nothing, and everywhere when no seed does. Seeds get a
    /// score as well: the caller leaves them out.
    /// </param>
    /// <exception cref="ArgumentException">There is not one place per item.</exception>
    public static void Score(AttributeGraph graph, ReadOnlySpan<ItemWeight> seeds, Span<float> scores)
    {
        if (scores.Length != graph.ItemCount)
        {
            throw new ArgumentException($"There are {scores.Length} places for {graph.ItemCount} items; give one for each.", nameof(scores));
        }

        var mass = ArrayPool<float>.Shared.Rent(graph.ItemCount);
        var passed = ArrayPool<float>.Shared.Rent(graph.AttributeCount);
        if (Begin(graph, seeds, mass))
        {
            Walk(graph, seeds, mass, passed, scores);
            Finish(graph, scores);
        }
        else
        {
            scores.Fill(float.NaN);
        }

        ArrayPool<float>.Shared.Return(mass);
        ArrayPool<float>.Shared.Return(passed);
    }

    // The whole mass lies on the seeds.
    private static bool Begin(AttributeGraph graph, ReadOnlySpan<ItemWeight> seeds, float[] mass)
    {
        double total = 0;
        foreach (var seed in seeds)
        {
            total += Counts(graph, seed) ? seed.Weight : 0;
        }

        mass.AsSpan(0, graph.ItemCount).Clear();
        foreach (var seed in seeds)
        {
            if (Counts(graph, seed))
            {
                mass[seed.Item.Value] += (float)(seed.Weight / total);
            }
        }

        return total > 0;
    }

    private static bool Counts(AttributeGraph graph, ItemWeight seed) =>
        seed.Weight > 0 && (uint)seed.Item.Value < (uint)graph.ItemCount && graph.Has(seed.Item);

    private static void Walk(AttributeGraph graph, ReadOnlySpan<ItemWeight> seeds, float[] mass, float[] passed, Span<float> scores)
    {
        var stay = graph.Options.Restart;
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = stay * mass[item];
        }

        for (var step = 0; step < graph.Options.ClosedSteps; step++)
        {
            if (step == 0)
            {
                FromSeeds(graph, seeds, mass, passed);
            }
            else
            {
                FromAllItems(graph, mass, passed);
            }

            for (var item = 0; item < scores.Length; item++)
            {
                float sum = 0;
                foreach (var attribute in graph.ByItem.ColumnsOf(item))
                {
                    sum += passed[attribute];
                }

                mass[item] = sum;
                scores[item] += stay * sum;
            }
        }
    }

    // What each item that shares an attribute gets over it: an item passes its mass on by the edges' weights, an attribute to all alike.
    private static void FromSeeds(AttributeGraph graph, ReadOnlySpan<ItemWeight> seeds, float[] mass, float[] passed)
    {
        passed.AsSpan(0, graph.AttributeCount).Clear();
        foreach (var seed in seeds)
        {
            var item = seed.Item.Value;
            if (!Counts(graph, seed) || mass[item] == 0)
            {
                continue;
            }

            foreach (var attribute in graph.ByItem.ColumnsOf(item))
            {
                passed[attribute] += mass[item] / graph.Degrees[item] * graph.PassedOn[attribute];
            }

            mass[item] = 0; // A seed that is named twice passes on once.
        }
    }

    private static void FromAllItems(AttributeGraph graph, float[] mass, float[] passed)
    {
        for (var item = 0; item < graph.ItemCount; item++)
        {
            mass[item] = graph.Degrees[item] > 0 ? mass[item] / graph.Degrees[item] : 0;
        }

        for (var attribute = 0; attribute < graph.AttributeCount; attribute++)
        {
            float sum = 0;
            foreach (var item in graph.ByAttribute.ColumnsOf(attribute))
            {
                sum += mass[item];
            }

            passed[attribute] = sum * graph.PassedOn[attribute];
        }
    }

    private static void Finish(AttributeGraph graph, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
        {
            if (graph.Degrees[item] == 0)
            {
                scores[item] = float.NaN;
            }
        }
    }
}
