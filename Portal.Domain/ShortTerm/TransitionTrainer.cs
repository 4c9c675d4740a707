using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Numerics;

namespace Portal.Domain.ShortTerm;

/// <summary>How the counted transitions become comparable.</summary>
public enum TransitionNormalisation
{
    /// <summary>The row of an item sums to 1: a probability of what comes next, which favours what is popular.</summary>
    Row,

    /// <summary>Divided by the root of the row's sum times the column's: asks what comes after this item more than after others.</summary>
    Cosine,

    /// <summary>The decayed counts themselves.</summary>
    None,
}

/// <summary>
/// Learns which items follow which: a Markov chain over items that looks several steps ahead (Shani, Heckerman, Brafman 2005;
/// sequential rules of Kamehkhosh, Jannach, Ludewig 2017). M[i,j] is the sum of <see cref="Decay"/>^(w−1) over all places where j stands
/// w = 1..<see cref="Window"/> steps after i. The record of the hyper-parameters is the trainer.
/// </summary>
/// <remarks>Time O(events × window), memory O(events + entries kept); no row is ever dense but the one being made.</remarks>
public sealed record TransitionTrainer
{
    /// <summary>Stable name of the method.</summary>
    public const string Key = "transitions";

    /// <summary>How many steps after an item still count, 1..1000.</summary>
    public int Window { get; init; } = 10;

    /// <summary>What each further step is worth of the one before, above 0 to 1.</summary>
    public double Decay { get; init; } = 0.8;

    /// <summary>What an item that stands as many steps <em>before</em> counts of one after it, 0..1: people do not use things in one order only.</summary>
    public double Backward { get; init; }

    /// <summary>How counts become scores.</summary>
    public TransitionNormalisation Normalisation { get; init; } = TransitionNormalisation.Row;

    /// <summary>A pause longer than this ends a session, and nothing is counted across it; null counts across every pause. Needs instants.</summary>
    public TimeSpan? LongestGap { get; init; }

    /// <summary>How many followers of an item are kept, the heaviest, at least 1: bounds memory at 8 bytes each.</summary>
    public int MostPerItem { get; init; } = 2000;

    /// <summary>How many of a person's last items are followed when scoring, 1..1000.</summary>
    public int HistoryLength { get; init; } = 10;

    /// <summary>What each item further back is worth of the one after it, above 0 to 1.</summary>
    public double HistoryDecay { get; init; } = 0.8;

    /// <summary>Learns the model; the same data and configuration give the same model.</summary>
    /// <param name="data">The events.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range, or the data do not fit together.</exception>
    public TransitionModel Train(EventSequences data, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Validate(data);
        var events = Flatten(data);
        var incoming = Normalisation == TransitionNormalisation.Cosine ? IncomingSums(events, data.ItemCount) : [];
        var starts = new int[data.ItemCount + 1];
        List<int> columns = [];
        List<float> values = [];
        var row = new double[data.ItemCount];
        List<int> touched = [];
        for (var item = 0; item < data.ItemCount; item++)
        {
            if (item % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report((double)item / data.ItemCount);
            }

            Count(events, item, row, touched);
            Normalise(row, touched, incoming);
            Keep(row, touched, columns, values);
            touched.Clear();
            starts[item + 1] = columns.Count;
        }

        progress?.Report(1);
        return new TransitionModel(SparseMatrix.FromRows(data.ItemCount, starts, [.. columns], [.. values]), HistoryLength, HistoryDecay, Fingerprint(events, data.ItemCount));
    }

    // All sequences one after another; a run ends where a person's events or, with LongestGap, a session ends.
    private Events Flatten(EventSequences data)
    {
        var count = data.EventCount;
        Events events = new(new int[count], new int[count], new int[data.ItemCount + 1], new int[count]);
        var next = 0;
        for (var person = 0; person < data.Items.Count; person++)
        {
            var (items, start) = (data.Items[person], next);
            items.CopyTo(events.Items, next);
            next += items.Length;
            var end = next;
            for (var i = items.Length - 1; i >= 0; i--)
            {
                events.RunEnds[start + i] = end;
                if (i > 0 && LongestGap is { } gap && data.Seconds![person][i] - data.Seconds[person][i - 1] > gap.TotalSeconds)
                {
                    end = start + i;
                }
            }
        }

        foreach (var item in events.Items)
        {
            events.PlaceStarts[item + 1]++;
        }

        for (var item = 0; item < data.ItemCount; item++)
        {
            events.PlaceStarts[item + 1] += events.PlaceStarts[item];
        }

        var free = events.PlaceStarts.AsSpan(0, data.ItemCount).ToArray();
        for (var at = 0; at < count; at++)
        {
            events.Places[free[events.Items[at]]++] = at;
        }

        return events;
    }

    private void Count(Events events, int item, double[] row, List<int> touched)
    {
        for (var i = events.PlaceStarts[item]; i < events.PlaceStarts[item + 1]; i++)
        {
            var at = events.Places[i];
            var end = Math.Min(events.RunEnds[at], at + Window + 1);
            var weight = 1.0;
            for (var follower = at + 1; follower < end; follower++, weight *= Decay)
            {
                Add(events.Items[follower], weight);
            }

            weight = Backward;
            for (var before = at - 1; Backward > 0 && before >= Math.Max(0, at - Window) && events.RunEnds[before] == events.RunEnds[at]; before--, weight *= Decay)
            {
                Add(events.Items[before], weight);
            }
        }

        void Add(int other, double weight)
        {
            if (other == item)
            {
                return; // Coming back to the same item is no transition.
            }

            if (row[other] == 0)
            {
                touched.Add(other);
            }

            row[other] += weight;
        }
    }

    private double[] IncomingSums(Events events, int itemCount)
    {
        var sums = new double[itemCount];
        for (var at = 0; at < events.Items.Length; at++)
        {
            var end = Math.Min(events.RunEnds[at], at + Window + 1);
            var weight = 1.0;
            for (var follower = at + 1; follower < end; follower++, weight *= Decay)
            {
                if (events.Items[follower] != events.Items[at])
                {
                    sums[events.Items[follower]] += weight;
                    sums[events.Items[at]] += weight * Backward;
                }
            }
        }

        return sums;
    }

    private void Normalise(double[] row, List<int> touched, double[] incoming)
    {
        double sum = 0;
        foreach (var column in touched)
        {
            sum += row[column];
        }

        foreach (var column in touched)
        {
            row[column] /= Normalisation switch
            {
                TransitionNormalisation.Row => sum,
                TransitionNormalisation.Cosine => Math.Sqrt(sum * incoming[column]),
                _ => 1,
            };
        }
    }

    private void Keep(double[] row, List<int> touched, List<int> columns, List<float> values)
    {
        if (touched.Count > MostPerItem)
        {
            touched.Sort((a, b) => row[a] != row[b] ? row[b].CompareTo(row[a]) : a.CompareTo(b));
            foreach (var dropped in CollectionsMarshal.AsSpan(touched)[MostPerItem..])
            {
                row[dropped] = 0;
            }

            touched.RemoveRange(MostPerItem, touched.Count - MostPerItem);
        }

        touched.Sort();
        foreach (var column in touched)
        {
            columns.Add(column);
            values.Add((float)row[column]);
            row[column] = 0;
        }
    }

    private string Fingerprint(Events events, int itemCount)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(this));
        hash.AppendData(BitConverter.GetBytes(itemCount));
        hash.AppendData(MemoryMarshal.AsBytes(events.Items.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(events.RunEnds.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Validate(EventSequences data)
    {
        Check(Window is >= 1 and <= 1000, nameof(Window), Window, "1..1000");
        Check(Decay is > 0 and <= 1, nameof(Decay), Decay, "above 0 to 1");
        Check(Backward is >= 0 and <= 1, nameof(Backward), Backward, "0..1");
        Check(HistoryLength is >= 1 and <= 1000, nameof(HistoryLength), HistoryLength, "1..1000");
        Check(HistoryDecay is > 0 and <= 1, nameof(HistoryDecay), HistoryDecay, "above 0 to 1");
        Check(MostPerItem >= 1, nameof(MostPerItem), MostPerItem, "at least 1");
        Check(LongestGap is null || LongestGap > TimeSpan.Zero, nameof(LongestGap), LongestGap ?? TimeSpan.Zero, "above 0, or null for none");
        data.Validate();
        if (LongestGap is not null && data.Seconds is null)
        {
            throw new ArgumentException($"{nameof(LongestGap)} is set, but the events carry no instants; give instants, or leave it null.", nameof(data));
        }

        static void Check(bool holds, string name, object value, string expected)
        {
            if (!holds)
            {
                throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; expected {expected}."), name);
            }
        }
    }

    // Items one after another, where the run of each ends, and the places of each item.
    private sealed record Events(int[] Items, int[] RunEnds, int[] PlaceStarts, int[] Places);
}
