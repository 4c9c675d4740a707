namespace Portal.Domain.Embedding;

/// <summary>How much goes into one run of a model.</summary>
/// <param name="MaxRows">Most texts.</param>
/// <param name="MaxPaddedTokens">Most tokens, padding included (rows times padded length); a single longer text still runs alone.</param>
/// <param name="LengthStep">Padded lengths are this or a power of two times this; 1 pads only to the longest of a batch.</param>
internal sealed record BatchLimits(int MaxRows, int MaxPaddedTokens, int LengthStep = 1)
{
    /// <summary>On the CPU: more tokens cost memory and gain no speed.</summary>
    public static BatchLimits Cpu { get; } = new(MaxRows: 64, MaxPaddedTokens: 2048);

    /// <summary>On a GPU: large batches of few different lengths.</summary>
    public static BatchLimits Gpu { get; } = new(MaxRows: 512, MaxPaddedTokens: 65_536, LengthStep: 16);
}

/// <summary>Some texts that run together.</summary>
/// <param name="Rows">Their places in the list of all texts.</param>
/// <param name="Length">The length they are padded to.</param>
internal sealed record TextBatch(int[] Rows, int Length);

/// <summary>Sorts texts by length into batches, so that little is spent on padding.</summary>
internal static class BatchPlan
{
    /// <param name="lengths">Number of tokens of every text.</param>
    /// <param name="limits">What fits into a batch.</param>
    /// <param name="maxTokens">No padded length goes beyond this.</param>
    /// <returns>Batches from short to long; every text is in exactly one.</returns>
    public static IEnumerable<TextBatch> Make(IReadOnlyList<int> lengths, BatchLimits limits, int maxTokens)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count).OrderBy(i => lengths[i])];
        for (var first = 0; first < order.Length;)
        {
            var (rows, length) = (0, 1);
            while (rows < limits.MaxRows && first + rows < order.Length)
            {
                var longer = PaddedLength(lengths[order[first + rows]], limits.LengthStep, maxTokens);
                if (rows > 0 && (long)longer * (rows + 1) > limits.MaxPaddedTokens)
                {
                    break;
                }

                (rows, length) = (rows + 1, longer);
            }

            yield return new TextBatch(order[first..(first + rows)], length);
            first += rows;
        }
    }

    private static int PaddedLength(int length, int step, int maxTokens)
    {
        if (step == 1)
        {
            return Math.Max(1, length);
        }

        var padded = step;
        while (padded < length)
        {
            padded *= 2;
        }

        return Math.Max(length, Math.Min(padded, maxTokens));
    }
}
