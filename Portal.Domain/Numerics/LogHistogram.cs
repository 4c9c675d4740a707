namespace Portal.Domain.Numerics;

/// <summary>
/// Counts of positive values in buckets whose bounds grow by the same factor, so that any quantile is off by at most
/// <see cref="RelativeError"/> of itself, whatever the distribution, and the sum of two histograms is the histogram of both
/// (DDSketch: Masson, Rim and Lee 2019). Not thread-safe.
/// </summary>
public sealed class LogHistogram
{
    /// <summary>A quantile lies within this share of the true one: 2 %.</summary>
    public const double RelativeError = 0.02;

    /// <summary>What is smaller counts as this: a microsecond where values are milliseconds.</summary>
    public const double Least = 0.001;

    /// <summary>What is larger counts as this: 11 days where values are milliseconds.</summary>
    public const double Most = 1e9;

    private static readonly double LogFactor = Math.Log((1 + RelativeError) / (1 - RelativeError));
    private static readonly int Lowest = Place(Least);
    private static readonly int Buckets = Place(Most) - Lowest + 1;

    private readonly Dictionary<int, long> _counts = [];

    /// <summary>How many values were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value.</summary>
    /// <param name="value">Below <see cref="Least"/>, 0 and less included, it counts as that; above <see cref="Most"/> as that. NaN is left out.</param>
    public void Add(double value)
    {
        if (!double.IsNaN(value))
        {
            Add(Place(Math.Clamp(value, Least, Most)), 1);
        }
    }

    /// <summary>Adds all values of another histogram.</summary>
    public void Add(LogHistogram other)
    {
        foreach (var (place, count) in other._counts)
        {
            Add(place, count);
        }
    }

    /// <summary>The value that a share of all values does not exceed (nearest rank), up to <see cref="RelativeError"/>.</summary>
    /// <param name="share">0..1.</param>
    /// <returns>NaN when there are no values.</returns>
    public double Quantile(double share)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        foreach (var (place, count) in _counts.OrderBy(entry => entry.Key))
        {
            rank -= count;
            if (rank <= 0)
            {
                // The middle of the bucket by the ratio to its bounds, which both are off by the same share.
                return Math.Exp(place * LogFactor) * (1 - RelativeError);
            }
        }

        return Most;
    }

    /// <summary>The histogram as few bytes: for each bucket in use its distance from the last one and its count.</summary>
    public byte[] Encode()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        var last = Lowest;
        foreach (var (place, count) in _counts.OrderBy(entry => entry.Key))
        {
            writer.Write7BitEncodedInt(place - last);
            writer.Write7BitEncodedInt64(count);
            last = place;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Adds what <see cref="Encode"/> made of another histogram.</summary>
    /// <exception cref="InvalidDataException">The bytes are no histogram.</exception>
    public void AddEncoded(ReadOnlySpan<byte> bytes)
    {
        long place = Lowest;
        for (var at = 0; at < bytes.Length;)
        {
            var step = Read(bytes, ref at);
            place += step;
            var count = Read(bytes, ref at);
            if (step < 0 || place - Lowest >= Buckets || count <= 0)
            {
                throw new InvalidDataException($"Byte {at} of the histogram is wrong; roll the hour up again.");
            }

            Add((int)place, count);
        }
    }

    private static int Place(double value) => (int)Math.Ceiling(Math.Log(value) / LogFactor);

    private static long Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; at < bytes.Length && shift < 63; shift += 7)
        {
            var next = bytes[at++];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("The histogram ends in the middle of a number; roll the hour up again.");
    }

    private void Add(int place, long count)
    {
        _counts[place] = _counts.GetValueOrDefault(place) + count;
        Count += count;
    }
}
