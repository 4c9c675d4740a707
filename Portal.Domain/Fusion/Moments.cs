using System.Numerics;

namespace Portal.Domain.Fusion;

/// <summary>Count, mean and standard deviation (of the population) of the finite ones among some numbers, accumulated in double precision.</summary>
/// <param name="Count">How many are finite.</param>
/// <param name="Mean">Their mean; 0 when there are none.</param>
/// <param name="Deviation">Their standard deviation; exactly 0 when all are equal.</param>
public readonly record struct Moments(int Count, double Mean, double Deviation)
{
    /// <summary>Computes them in two passes, so that a large mean does not drown a small deviation.</summary>
    public static Moments Of(ReadOnlySpan<float> numbers)
    {
        var (count, sum, least, most) = First(numbers);
        if (count == 0 || least == most)
        {
            return new Moments(count, count == 0 ? 0 : least, 0);
        }

        var mean = sum / count;
        return new Moments(count, mean, Math.Sqrt(Squares(numbers, mean) / count));
    }

    private static (int Count, double Sum, float Least, float Most) First(ReadOnlySpan<float> numbers)
    {
        Vector<double> sums = default;
        Vector<int> counts = default;
        Vector<float> finite = new(float.MaxValue), least = new(float.PositiveInfinity), most = new(float.NegativeInfinity);
        var i = 0;
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> x = new(numbers[i..]);
            var known = Vector.LessThanOrEqual(Vector.Abs(x), finite);
            Vector.Widen(Vector.ConditionalSelect(known, x, Vector<float>.Zero), out var low, out var high);
            sums += low + high;
            counts -= known;
            least = Vector.Min(least, Vector.ConditionalSelect(known, x, least));
            most = Vector.Max(most, Vector.ConditionalSelect(known, x, most));
        }

        var (count, sum) = (Vector.Sum(counts), Vector.Sum(sums));
        float smallest = float.PositiveInfinity, largest = float.NegativeInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            (smallest, largest) = (Math.Min(smallest, least[lane]), Math.Max(largest, most[lane]));
        }

        for (; i < numbers.Length; i++)
        {
            if (float.IsFinite(numbers[i]))
            {
                (count, sum) = (count + 1, sum + numbers[i]);
                (smallest, largest) = (Math.Min(smallest, numbers[i]), Math.Max(largest, numbers[i]));
            }
        }

        return (count, sum, smallest, largest);
    }

    private static double Squares(ReadOnlySpan<float> numbers, double mean)
    {
        Vector<double> sums = default, means = new(mean);
        Vector<int> unknown = default;
        Vector<float> finite = new(float.MaxValue), middle = new((float)mean);
        var i = 0;
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> x = new(numbers[i..]);
            var known = Vector.LessThanOrEqual(Vector.Abs(x), finite);
            unknown -= Vector.OnesComplement(known);
            Vector.Widen(Vector.ConditionalSelect(known, x, middle), out var low, out var high);
            low -= means;
            high -= means;
            sums += (low * low) + (high * high);
        }

        // Unknown ones were put at the mean; what its rounding to single precision left is taken off again.
        var rest = (float)mean - mean;
        var sum = Vector.Sum(sums) - (Vector.Sum(unknown) * rest * rest);
        for (; i < numbers.Length; i++)
        {
            sum += float.IsFinite(numbers[i]) ? (numbers[i] - mean) * (numbers[i] - mean) : 0;
        }

        return Math.Max(0, sum);
    }
}
