using System.Text;
using System.Text.Json;

namespace Portal.Experiments.Boards;

/// <summary>An experiment's dashboard as files.</summary>
internal static class BoardFile
{
    // What a spreadsheet would run.
    private const string Formulas = "=@+-\t\r";

    /// <summary>A line per number; whether it must not be read, and whether its units were drawn, stands in each.</summary>
    public static string Csv(Board board)
    {
        StringBuilder csv = new();
        csv.AppendLine("experiment,simulated,blocked,part,metric,variant,dimension,segment,at,measure,value");
        var head = $"{Cell(board.Experiment.Key)},{YesNo(board.Experiment.Simulated)},{YesNo(board.IsBlocked)}";
        foreach (var row in BoardRows.Of(board))
        {
            csv.Append(head).Append(',').AppendJoin(',', new[] { row.Part, row.Metric, row.Variant, row.Dimension, row.Segment, row.At, row.Measure }.Select(Cell))
                .Append(',').AppendLine(BoardFormat.Exact(row.Value));
        }

        return csv.ToString();
    }

    /// <summary>The reading as it is stored, with what it is of.</summary>
    public static string Json(Board board) => JsonSerializer.Serialize(
        new
        {
            experiment = board.Experiment.Key,
            name = board.Experiment.Name,
            simulated = board.Experiment.Simulated,
            blocked = board.IsBlocked,
            variants = board.Plan.Variants.Select(variant => variant.Name),
            countedAtUtc = board.Result?.AtUtc,
            board.Periods,
            board.Result?.Reading,
        },
        ExperimentReading.Readable);

    // Names of variants and segments are written by people.
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = Formulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n\t") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string YesNo(bool value) => value ? "true" : "false";
}
