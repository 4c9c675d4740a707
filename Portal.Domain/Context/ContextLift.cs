using Portal.Domain.Catalogue;

namespace Portal.Domain.Context;

/// <summary>Somebody took to an item at some moment.</summary>
/// <param name="Item">The item.</param>
/// <param name="Moment">When and on what.</param>
/// <param name="Weight">How much it counts, at least 0; 1 is a plain like.</param>
public readonly record struct ContextEvent(ItemIndex Item, Moment Moment, float Weight);

/// <summary>What of the moment speaks most for or against an item.</summary>
/// <param name="Value">The circumstance.</param>
/// <param name="Label">The item's label or kind that is taken to more, or less, in it.</param>
/// <param name="Lift">Natural logarithm of how many times more.</param>
public readonly record struct ContextReason(ContextValue Value, string Label, float Lift);

/// <summary>
/// Which labels and kinds people take to more at this time, on this device: context-aware post-filtering (Adomavicius, Tuzhilin 2011) with the
/// lift ln((n_cl + m·p_l) / ((n_c + m)·p_l)), where n_c is the weight of events in circumstance c, n_cl that of events whose item carries
/// label l, and p_l the label's share of all events of which the dimension is known. The m pseudo-events at the average share shrink it to
/// 0 where there is little data. An item's value: mean over its labels, summed over what is known of the moment, through tanh into −1..1.
/// </summary>
/// <remarks>Immutable and safe for concurrent use. What is not known of a moment, and a label never seen, adds exactly 0.</remarks>
public sealed class ContextLift
{
    /// <summary>Pseudo-events where nothing else is said.</summary>
    public const double DefaultPseudoCount = 100;

    private readonly CatalogueIndex _catalogue;
    private readonly float[][] _lifts;

    private ContextLift(CatalogueIndex catalogue, float[][] lifts) => (_catalogue, _lifts) = (catalogue, lifts);

    /// <summary>Learns the lifts.</summary>
    /// <param name="catalogue">The items and their labels.</param>
    /// <param name="events">What people took to, in any order.</param>
    /// <param name="pseudoCount">How many events at the average share each circumstance is given in advance, above 0.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or an item lies outside.</exception>
    public static ContextLift Learn(CatalogueIndex catalogue, IEnumerable<ContextEvent> events, double pseudoCount = DefaultPseudoCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pseudoCount);
        var labels = catalogue.LabelNames.Count;
        double[][] counts = [.. Enumerable.Range(0, Moment.Values).Select(_ => new double[labels])];
        double[] sums = new double[Moment.Values], dimensionSums = new double[Moment.Dimensions];
        double[][] dimensionCounts = [.. Enumerable.Range(0, Moment.Dimensions).Select(_ => new double[labels])];
        var dimensionOf = new int[Moment.Values];
        Span<int> values = stackalloc int[Moment.Dimensions];
        foreach (var (item, moment, weight) in events)
        {
            if (!(weight >= 0) || !float.IsFinite(weight) || (uint)item.Value >= (uint)catalogue.Count)
            {
                throw new ArgumentException(FormattableString.Invariant($"An event has item {item.Value} and weight {weight}; expected one of {catalogue.Count} items and a finite weight of at least 0."), nameof(events));
            }

            moment.Write(values);
            for (var dimension = 0; dimension < values.Length; dimension++)
            {
                if (values[dimension] is >= 0 and var value)
                {
                    dimensionOf[value] = dimension;
                    sums[value] += weight;
                    dimensionSums[dimension] += weight;
                    foreach (var label in catalogue.LabelsOf(item))
                    {
                        counts[value][label] += weight;
                        dimensionCounts[dimension][label] += weight;
                    }
                }
            }
        }

        var lifts = new float[Moment.Values][];
        for (var value = 0; value < lifts.Length; value++)
        {
            var all = dimensionOf[value];
            lifts[value] = Lifts(counts[value], sums[value], dimensionCounts[all], dimensionSums[all], pseudoCount);
        }

        return new ContextLift(catalogue, lifts);
    }

    /// <summary>How many times more a label is taken to in a circumstance, as natural logarithm; 0 where nothing is known.</summary>
    public float LiftOf(ContextValue value, int label) => _lifts[(int)value][label];

    /// <summary>Writes the value of each candidate, −1..1; 0 where nothing is known.</summary>
    public void Score(Moment moment, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        Span<int> known = stackalloc int[Moment.Dimensions];
        moment.Write(known);
        for (var i = 0; i < candidates.Length; i++)
        {
            var labels = _catalogue.LabelsOf(candidates[i]);
            float sum = 0;
            foreach (var value in known)
            {
                if (value >= 0)
                {
                    foreach (var label in labels)
                    {
                        sum += _lifts[value][label];
                    }
                }
            }

            values[i] = labels.Length == 0 ? 0 : MathF.Tanh(sum / labels.Length);
        }
    }

    /// <summary>
    /// The circumstance and label that add most in the direction of the item's value; ties: the earlier circumstance, then the label first in
    /// order. Null where the value is 0.
    /// </summary>
    public ContextReason? Explain(Moment moment, ItemIndex item)
    {
        var total = new float[1];
        Score(moment, [item], total);
        Span<int> known = stackalloc int[Moment.Dimensions];
        moment.Write(known);
        ContextReason? strongest = null;
        foreach (var value in known)
        {
            foreach (var label in value < 0 ? [] : _catalogue.LabelsOf(item))
            {
                var lift = _lifts[value][label];
                if (lift * total[0] > 0 && !(MathF.Abs(lift) <= MathF.Abs(strongest?.Lift ?? 0)))
                {
                    strongest = new ContextReason((ContextValue)value, _catalogue.LabelNames[label], lift);
                }
            }
        }

        return strongest;
    }

    private static float[] Lifts(double[] counts, double sum, double[] allCounts, double allSum, double pseudoCount)
    {
        var lifts = new float[counts.Length];
        for (var label = 0; label < lifts.Length; label++)
        {
            if (sum > 0 && allCounts[label] > 0)
            {
                var share = allCounts[label] / allSum;
                lifts[label] = (float)Math.Log((counts[label] + (pseudoCount * share)) / ((sum + pseudoCount) * share));
            }
        }

        return lifts;
    }
}
