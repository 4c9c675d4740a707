using MathNet.Numerics.Distributions;

namespace Portal.Domain.OffPolicy;

/// <summary>A rate with its confidence interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct RateInterval(double Value, double Low, double High);

/// <summary>
/// A product and quotient of means over requests, happened × mass ÷ weighed mass ÷ places, and what each request contributes to its error
/// (influence function), so that the error of it and of differences can be told with the requests of one person taken together
/// (delta method; Liang and Zeger 1986 for the clusters).
/// </summary>
internal sealed class ClusteredRate
{
    private readonly double[] _influences;

    private ClusteredRate(double value, double[] influences) => (Value, _influences) = (value, influences);

    /// <summary>The estimate.</summary>
    public double Value { get; }

    /// <summary>The rate of what happened: all arrays have one value per request.</summary>
    /// <param name="happened">What happened, weighed.</param>
    /// <param name="mass">What the weights should add up to.</param>
    /// <param name="weighed">What they add up to.</param>
    /// <param name="places">Places of the list.</param>
    public static ClusteredRate Of(double[] happened, double[] mass, double[] weighed, double[] places)
    {
        var (e, t, m, n) = (happened.Average(), mass.Average(), weighed.Average(), places.Average());
        var factor = t / (m * n);
        var value = e * factor;
        var influences = new double[happened.Length];
        for (var r = 0; r < influences.Length; r++)
        {
            influences[r] = (factor * (happened[r] - e)) + (value * ((mass[r] / t) - (weighed[r] / m) - (places[r] / n) + 1));
        }

        return new ClusteredRate(value, influences);
    }

    /// <summary>The difference to another rate of the same requests: what they have in common cancels out of its error.</summary>
    public ClusteredRate Minus(ClusteredRate other) =>
        new(Value - other.Value, [.. _influences.Zip(other._influences, (own, theirs) => own - theirs)]);

    /// <summary>The same rate, whose error also holds that of what it was computed with.</summary>
    /// <param name="more">What each request contributes to that error.</param>
    public ClusteredRate With(double[] more) => new(Value, [.. _influences.Zip(more, (own, added) => own + added)]);

    /// <summary>The interval from the differences between people, by Student's distribution.</summary>
    /// <param name="personOf">Number of the person of each request, from 0.</param>
    /// <param name="people">How many there are, at least 2.</param>
    /// <param name="confidence">E.g. 0.95.</param>
    public RateInterval Interval(int[] personOf, int people, double confidence)
    {
        var sums = new double[people];
        for (var r = 0; r < _influences.Length; r++)
        {
            sums[personOf[r]] += _influences[r];
        }

        var deviation = Math.Sqrt(sums.Sum(sum => sum * sum) * people / (people - 1)) / _influences.Length;
        var reach = deviation * StudentT.InvCDF(0, 1, people - 1, (1 + confidence) / 2);
        return new RateInterval(Value, Value - reach, Value + reach);
    }
}
