using System.Globalization;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>Measured shares beside the bounds they should keep. What is measured in a finite number of runs may miss a bound by three standard errors.</summary>
internal sealed class BenchBounds
{
    private const double Errors = 3;

    private readonly List<(string What, string Measured, string Bound, bool? Holds)> _rows = [];

    /// <summary>What missed its bound.</summary>
    public IReadOnlyList<string> Missed => [.. _rows.Where(row => row.Holds == false).Select(row => $"{row.What} {row.Measured}, {row.Bound}")];

    public static string Percent(double value) => value.ToString("P2", CultureInfo.InvariantCulture);

    /// <summary>A number without a bound.</summary>
    public void Shown(string what, string note, string measured) => _rows.Add((what, measured, note, null));

    public void AtMost(string what, double bound, double measured, int runs) =>
        _rows.Add((what, Percent(measured), $"at most {Percent(bound)}", measured <= bound + Slack(bound, runs)));

    public void AtLeast(string what, double bound, double measured, int runs) =>
        _rows.Add((what, Percent(measured), $"at least {Percent(bound)}", measured >= bound - Slack(bound, runs)));

    public void Near(string what, double bound, double measured, int runs) => Within(what, bound, measured, Slack(bound, runs));

    public void Within(string what, double bound, double measured, double slack) =>
        _rows.Add((what, Percent(measured), $"{Percent(bound)} ± {Percent(slack)}", Math.Abs(measured - bound) <= slack));

    public void AtLeast(string what, double bound, double measured) =>
        _rows.Add((what, measured.ToString("N1", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"at least {bound:N0}"), measured >= bound));

    public Table Table()
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("what");
        table.AddColumn(new TableColumn("measured") { Alignment = Justify.Right });
        table.AddColumns("bound", "");
        foreach (var (what, measured, bound, holds) in _rows)
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(measured), Markup.Escape(bound), holds switch { true => "holds", false => "MISSED", _ => "" });
        }

        return table;
    }

    private static double Slack(double bound, int runs) => Errors * Math.Sqrt(bound * (1 - bound) / runs);
}
