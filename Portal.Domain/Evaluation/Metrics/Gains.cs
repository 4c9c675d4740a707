namespace Portal.Domain.Evaluation.Metrics;

/// <summary>Discounted gains 1/log2(rank + 2) of 0-based ranks and their sums (Järvelin and Kekäläinen 2002).</summary>
internal static class Gains
{
    private static readonly double[] Ideals = Sum(4096);

    /// <summary>What a hit at a 0-based rank is worth; halves are allowed, for ties.</summary>
    public static double At(double rank) => 1 / Math.Log2(rank + 2);

    /// <summary>The sum of the gains of the first <paramref name="count"/> ranks.</summary>
    public static double Ideal(int count)
    {
        if (count < Ideals.Length)
        {
            return Ideals[count];
        }

        var sum = Ideals[^1];
        for (var rank = Ideals.Length - 1; rank < count; rank++)
        {
            sum += At(rank);
        }

        return sum;
    }

    private static double[] Sum(int count)
    {
        var sums = new double[count + 1];
        for (var rank = 0; rank < count; rank++)
        {
            sums[rank + 1] = sums[rank] + At(rank);
        }

        return sums;
    }
}
