using Portal.Domain.Ranking.Learning;

namespace Portal.Tests.Domain.Ranking.Learning;

/// <summary>A log of known origin: lists ordered by the weights that served them, read from top to bottom with less and less attention.</summary>
internal sealed record SimulatedLog
{
    public static readonly DateTimeOffset Start = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>What people really go by.</summary>
    public required double[] True { get; init; }

    /// <summary>What the lists were ranked by.</summary>
    public required double[] Present { get; init; }

    public int Lists { get; init; } = 2000;

    public int Places { get; init; } = 12;

    /// <summary>Examination of position k is (k + 1) to the power of minus this.</summary>
    public double Bias { get; init; } = 1;

    public double Steepness { get; init; } = 5;

    public double Level { get; init; } = -5;

    public int Seed { get; init; } = 11;

    public double Examination(int position) => Math.Pow(position + 1, -Bias);

    public List<LoggedList> Draw()
    {
        Random random = new(Seed);
        List<LoggedList> lists = [];
        for (var l = 0; l < Lists; l++)
        {
            var candidates = Enumerable.Range(0, Places).Select(_ => Features(random)).ToList();
            var order = candidates.OrderByDescending(row => Sum(Present, row));
            lists.Add(new LoggedList(Start.AddMinutes(l), [.. order.Select((row, k) => new LoggedPlace(k, row, React(random, row, k)))]));
        }

        return lists;
    }

    private static double Sum(double[] weights, float[] row) => weights.Zip(row, (w, x) => w * x).Sum();

    private float[] Features(Random random) => [.. True.Select(_ => random.NextSingle())];

    private float React(Random random, float[] row, int position) =>
        random.NextDouble() < Examination(position) / (1 + Math.Exp(-((Steepness * Sum(True, row)) + Level))) ? 1 : 0;
}
