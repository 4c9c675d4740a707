using System.CommandLine;
using System.Globalization;
using Portal.Diagnostics;
using Portal.Domain.Evaluation.Control;
using Portal.Quality;
using Portal.Startup;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>What each of a person's controls does to their list, measured on the portal's own catalogue and people.</summary>
internal static class EvaluateControl
{
    public static Command Create(PortalFactory portal)
    {
        Option<int> people = new("--people") { Description = $"How many people, personas first, 1 to {ControlEvaluator.MostPeople}.", DefaultValueFactory = _ => ControlEvaluator.DefaultPeople };
        Option<bool> json = new("--json") { Description = "Print the report as JSON." };
        Command command = new("control", "What each control does to people's lists: share of the unwanted or wanted before and after, and the order of the rest. Reads the portal's data, changes nothing.") { people, json };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var count = BenchFormat.Checked(parse, people, 1, ControlEvaluator.MostPeople);
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            await PortalStartup.PrepareSharedAsync(services, token);
            ControlReport? report = null;
            await ConsoleProgress.RunAsync(parse.GetValue(json) ? error : output, "Evaluating", async progress =>
                report = await services.GetRequiredService<ControlEvaluator>().RunAsync(count, progress, token), TimeProvider.System);
            if (parse.GetValue(json))
            {
                await output.WriteLineAsync(report!.ToJson());
            }
            else
            {
                Write(output, report!);
            }
        }, ct));
        return command;
    }

    private static void Write(TextWriter output, ControlReport report)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"control: {report.People} people, {report.Items} items, first {report.Places} places, weights {report.Weights[..Math.Min(12, report.Weights.Length)]}"));
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumns("control", "measure", "target");
        foreach (var heading in (string[])["cases", "before", "after", "reached", "tau"])
        {
            table.AddColumn(new TableColumn(heading) { Alignment = Justify.Right, NoWrap = true });
        }

        foreach (var row in report.Rows)
        {
            table.AddRow([.. new[] { row.Control, row.Measure, row.Target, row.Cases.ToString(CultureInfo.InvariantCulture), Number(row.Before), Number(row.After), Percent(row.Reached), Number(row.Tau) }.Select(Markup.Escape)]);
        }

        EvaluateTable.ConsoleOn(output).Write(table);
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Percent(double value) => double.IsNaN(value) ? "–" : value.ToString("P1", CultureInfo.InvariantCulture);
}
