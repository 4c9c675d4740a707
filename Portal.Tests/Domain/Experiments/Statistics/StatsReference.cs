using System.Text.Json;
using Portal.Domain.Experiments.Statistics;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Experiments.Statistics;

/// <summary>Numbers that other libraries (gbstats, scipy, statsmodels, ssrm, confseq) computed from the same inputs, read once.</summary>
internal static class StatsReference
{
    /// <summary>Where the file lies in the shared data.</summary>
    public const string File = "reference/stats-reference.json";

    private static readonly Lazy<JsonElement> Root = new(() =>
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.SharedData, File)));
        return document.RootElement.Clone();
    });

    /// <summary>The cases of a group; the number is checked, so that a group that lost cases fails.</summary>
    public static JsonElement[] Group(string name, int count)
    {
        JsonElement[] cases = [.. Root.Value.GetProperty(name).EnumerateArray()];
        Assert.Equal(count, cases.Length);
        return cases;
    }

    public static JsonElement Part(string name) => Root.Value.GetProperty(name);

    public static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.GetString() == "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when element.GetString() == "-Infinity" => double.NegativeInfinity,
        _ => throw new InvalidDataException($"{element} is no number."),
    };

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).Number();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(Number)];

    public static long[] Counts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(one => one.GetInt64())];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>An arm of a proportion or mean.</summary>
    public static ArmMoments Arm(this JsonElement element, string name)
    {
        var arm = element.GetProperty(name);
        var (n, sum) = (arm.GetProperty("n").GetInt64(), arm.Number("sum"));
        return ArmMoments.FromSums(arm.TryGetProperty("sum_squares", out var squares)
            ? new ArmSums { N = n, Sum = sum, SumSquares = squares.GetDouble() }
            : ArmSums.OfProportion(n, (long)sum));
    }

    public static EffectScale Scale(this JsonElement element) => element.Text("difference_type") == "relative" ? EffectScale.Relative : EffectScale.Absolute;

    /// <summary>Equal up to a share of the expected value, or up to an absolute error where that is larger.</summary>
    public static void Near(string group, double expected, double actual, double relative = 1e-9, double absolute = 1e-300)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.True(Math.Abs(actual - expected) <= Math.Max(absolute, relative * Math.Abs(expected)), FormattableString.Invariant($"{group}: expected {expected:R}, was {actual:R}."));
    }
}
