using System.Buffers;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Counting;

/// <summary>
/// Packs what a unit did. Stored are the tallies that every metric is computed from, not the metrics: a plan's further metric needs no counting.
/// </summary>
public static class Outcomes
{
    /// <summary>Of the layout: what was packed by another is counted again.</summary>
    public const byte Version = 1;

    /// <summary>Most days that are kept, so that what is packed fits its column.</summary>
    public const int MostDays = 60;

    /// <summary>Packs; of the days the first <see cref="MostDays"/>.</summary>
    public static byte[] Encode(UnitOutcomes outcomes)
    {
        ArrayBufferWriter<byte> bytes = new(128);
        PackedNumbers numbers = new(bytes);
        numbers.Add(Version);
        Add(numbers, outcomes.Since);
        Add(numbers, outcomes.Before);
        numbers.Add(outcomes.Credit.Count);
        foreach (var credit in outcomes.Credit)
        {
            numbers.Add(credit);
        }

        foreach (var day in outcomes.Days.Take(MostDays))
        {
            numbers.Add(day.Day);
            numbers.Add(day.Value);
            numbers.Add(day.Denominator);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Unpacks into what is there, so that reading a million units makes no garbage.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave.</param>
    /// <param name="into">Overwritten.</param>
    /// <returns>False for another layout; then nothing is known of the unit until it is counted again.</returns>
    public static bool Decode(ReadOnlySpan<byte> bytes, OutcomeBuffer into)
    {
        if (bytes.IsEmpty || PackedNumbers.Take(ref bytes) != Version)
        {
            return false;
        }

        Take(ref bytes, into.Since);
        Take(ref bytes, into.Before);
        into.Credit.Clear();
        for (var left = PackedNumbers.Take(ref bytes); left > 0; left--)
        {
            into.Credit.Add(PackedNumbers.Take(ref bytes));
        }

        into.Days.Clear();
        while (!bytes.IsEmpty)
        {
            into.Days.Add(new DayOutcome((int)PackedNumbers.Take(ref bytes), PackedNumbers.Take(ref bytes), PackedNumbers.Take(ref bytes)));
        }

        return true;
    }

    private static void Add(PackedNumbers numbers, UnitTally tally)
    {
        numbers.Add(tally.Lists);
        numbers.Add(tally.EmptyLists);
        numbers.Add(tally.Places);
        numbers.Add(tally.Violations);
        numbers.Add(tally.Milliseconds);
        numbers.Add(tally.MeasuredLists);
        numbers.Add(tally.RepeatShares);
        numbers.Add(tally.LongTailShares);
        numbers.Add(tally.Diversities);
        numbers.Add(tally.Returned ? 1 : 0);
        numbers.Add(tally.Looks);
        numbers.Add(tally.Clicks);
        numbers.Add(tally.Likes);
        numbers.Add(tally.Against);
        numbers.Add(tally.Ratings);
        numbers.Add(tally.Stars);
    }

    private static void Take(ref ReadOnlySpan<byte> bytes, UnitTally tally)
    {
        tally.Lists = (long)PackedNumbers.Take(ref bytes);
        tally.EmptyLists = (long)PackedNumbers.Take(ref bytes);
        tally.Places = (long)PackedNumbers.Take(ref bytes);
        tally.Violations = (long)PackedNumbers.Take(ref bytes);
        tally.Milliseconds = PackedNumbers.Take(ref bytes);
        tally.MeasuredLists = (long)PackedNumbers.Take(ref bytes);
        tally.RepeatShares = PackedNumbers.Take(ref bytes);
        tally.LongTailShares = PackedNumbers.Take(ref bytes);
        tally.Diversities = PackedNumbers.Take(ref bytes);
        tally.Returned = PackedNumbers.Take(ref bytes) != 0;
        tally.Looks = (long)PackedNumbers.Take(ref bytes);
        tally.Clicks = (long)PackedNumbers.Take(ref bytes);
        tally.Likes = (long)PackedNumbers.Take(ref bytes);
        tally.Against = (long)PackedNumbers.Take(ref bytes);
        tally.Ratings = (long)PackedNumbers.Take(ref bytes);
        tally.Stars = PackedNumbers.Take(ref bytes);
    }
}
