using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Experiments.Editing;

/// <summary>Asks for a number within a range; shares are asked for in percent.</summary>
public sealed partial class NumberField
{
    private string? _wrong;
    private double? _given;

    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The number; null for none, where that is allowed.</summary>
    [Parameter]
    public double? Value { get; set; }

    /// <summary>Another number was set, and is allowed.</summary>
    [Parameter]
    public EventCallback<double?> OnChanged { get; set; }

    [Parameter]
    public double Least { get; set; }

    [Parameter]
    public double Most { get; set; } = double.PositiveInfinity;

    /// <summary>Whether only whole numbers are allowed.</summary>
    [Parameter]
    public bool Whole { get; set; }

    /// <summary>Whether no number is allowed, too.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Whether a share is shown in percent.</summary>
    [Parameter]
    public bool Percent { get; set; }

    /// <summary>What stands behind the number.</summary>
    [Parameter]
    public string? Suffix { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What no number means.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    [Inject]
    public required IStringLocalizer<ExperimentText> Text { get; init; }

    private double Scale => Percent ? 100 : 1;

    protected override void OnParametersSet()
    {
        if (Value != _given)
        {
            (_given, _wrong) = (Value, null);
        }
    }

    private static string Invariant(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private string Shown(double value) => (value * Scale).ToString("0.####", CultureInfo.CurrentCulture);

    private async Task TypeAsync(ChangeEventArgs change)
    {
        var text = (change.Value as string ?? "").Trim();
        if (text.Length == 0 && Optional)
        {
            _wrong = null;
            await OnChanged.InvokeAsync(null);
            return;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var typed) || !Allows(typed / Scale))
        {
            _wrong = text;
            return;
        }

        _wrong = null;

        // 33.3 percent is 0.333, not what dividing makes of it.
        await OnChanged.InvokeAsync(Math.Round(typed / Scale, 9));
    }

    private bool Allows(double value) => double.IsFinite(value) && value >= Least && value <= Most && (!Whole || value == Math.Round(value));
}
