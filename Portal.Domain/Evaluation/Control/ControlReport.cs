using System.Text.Json;

namespace Portal.Domain.Evaluation.Control;

/// <summary>How far lists moved as one control intends.</summary>
/// <param name="Control">Key of the control, e.g. <c>never</c>.</param>
/// <param name="Measure">Key of what was measured, e.g. <c>share</c>.</param>
/// <param name="Cases">How many times it was tried.</param>
/// <param name="Before">Mean of the measure before.</param>
/// <param name="After">Mean of the measure after.</param>
/// <param name="Target">What each case has to reach, as text, e.g. <c>≤ 40 % of before</c>.</param>
/// <param name="Reached">Share of the cases that reach it, 0..1; NaN without cases.</param>
/// <param name="Tau">Mean of Kendall's τ of the order of unrelated items before and after, −1..1; NaN where nothing is unrelated.</param>
public sealed record ControlRow(string Control, string Measure, int Cases, double Before, double After, string Target, double Reached, double Tau);

/// <summary>What every control does to the lists of a sample of people.</summary>
/// <param name="Engine">Version of the snapshot.</param>
/// <param name="Weights">Fingerprint of the weights.</param>
/// <param name="Items">Items of the catalogue.</param>
/// <param name="People">People whose lists were made.</param>
/// <param name="Places">Places of a list that were looked at.</param>
/// <param name="Rows">A row for each control and measure.</param>
public sealed record ControlReport(string Engine, string Weights, int Items, int People, int Places, IReadOnlyList<ControlRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    /// <summary>The report as JSON; a NaN is written by its name.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a report back.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ControlReport FromJson(string json) => JsonSerializer.Deserialize<ControlReport>(json, Json) ?? throw new JsonException("The report is empty.");
}
