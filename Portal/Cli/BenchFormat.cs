using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Portal.Cli;

/// <summary>What the benchmarks' options and tables have in common.</summary>
internal static class BenchFormat
{
    private static readonly CompositeFormat Line = CompositeFormat.Parse("{0,-22} {1,8:F2} {2,8:F2} {3,8:F2} {4,8:F2}");

    public static string Header { get; } = $"{"milliseconds",-22} {"p50",8} {"p95",8} {"p99",8} {"max",8}";

    /// <summary>One line of the table; sorts the times.</summary>
    public static string Row(string name, List<double> times)
    {
        times.Sort();
        return string.Format(CultureInfo.InvariantCulture, Line, name, At(times, 0.5), At(times, 0.95), At(times, 0.99), times[^1]);
    }

    /// <summary>The time that a share of sorted times does not exceed.</summary>
    public static double At(List<double> times, double share) => times[(int)Math.Min(times.Count - 1, Math.Floor(share * times.Count))];

    /// <summary>Runs work until the compiler has made its best code of it: some rounds, and not less than a second.</summary>
    public static void WarmUp(Action<int> work, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 20 || Stopwatch.GetElapsedTime(started).TotalSeconds < 1; round++)
        {
            token.ThrowIfCancellationRequested();
            work(round);
        }
    }

    public static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>An option's number, or the end of the verb when it is not allowed.</summary>
    public static int Checked(ParseResult parse, Option<int> option, int least, int most) => Checked(option.Name, parse.GetValue(option), least, most);

    /// <summary>A number, or the end of the verb when it is not allowed.</summary>
    public static int Checked(string name, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new VerbException(string.Create(CultureInfo.InvariantCulture, $"{name} {value}: allowed are {least} to {most}."), ExitCode.BadArguments);
}
