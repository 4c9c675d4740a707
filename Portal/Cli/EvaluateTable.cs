using System.Globalization;
using Portal.Domain.Evaluation;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>A report as a table; every number stands under its full name.</summary>
internal static class EvaluateTable
{
    private const int WidthOfAFile = 250;

    public static void Write(TextWriter output, EvaluationReport report, IReadOnlyList<string> shown)
    {
        var console = ConsoleOn(output);
        var (culture, data) = (CultureInfo.InvariantCulture, report.Data);
        output.WriteLine(string.Create(culture, $"{report.Protocol}: {data.Users:N0} people, {data.Items:N0} items, {data.Train:N0} training and {data.Test:N0} test interactions, seed {report.Seed}"));
        foreach (var note in report.Notes)
        {
            output.WriteLine($"  {note}");
        }

        string[] measures = [.. shown.Where(name => report.Results.Any(result => result.Metrics.ContainsKey(name)))];
        var varies = report.Results.Any(result => result.N is not null);
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("model");
        foreach (var heading in (string[])[.. varies ? ["n"] : Array.Empty<string>(), "asked", "skipped", .. measures, "fit s", "score s", "MiB"])
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)) { Alignment = Justify.Right, NoWrap = true });
        }

        foreach (var result in report.Results)
        {
            string[] cells =
            [
                result.Model,
                .. varies ? [result.N?.ToString(culture) ?? ""] : Array.Empty<string>(),
                result.Evaluated.ToString("N0", culture),
                result.SkippedUsers.ToString("N0", culture),
                .. measures.Select(name => result.Metrics.TryGetValue(name, out var value) ? Format(name, value) : "–"),
                result.FitSeconds.ToString("F2", culture),
                result.ScoreSeconds.ToString("F2", culture),
                result.PeakMemoryMb.ToString("F0", culture),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static string Format(string name, double value) =>
        value.ToString(name.StartsWith("coverage@", StringComparison.Ordinal) ? "N0" : "F4", CultureInfo.InvariantCulture);

    public static IAnsiConsole ConsoleOn(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
        {
            // In a file nothing needs to fit a window.
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }
}
