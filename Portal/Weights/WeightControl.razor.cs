using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>A number of a profile to be set.</summary>
public sealed partial class WeightControl
{
    private SliderScale _scale = default!;
    private string _id = "", _name = "";
    private string? _wrong;
    private double _own = double.NaN, _live = double.NaN;
    private int _position, _edition;
    private bool _stale = true;

    [Parameter, EditorRequired]
    public TunableWeight Weight { get; set; } = default!;

    [Parameter]
    public double Value { get; set; }

    /// <summary>Its value in the live weights.</summary>
    [Parameter]
    public double Live { get; set; }

    /// <summary>A value was set, and is allowed. Many times while the slider moves.</summary>
    [Parameter]
    public EventCallback<double> OnChanged { get; set; }

    /// <summary>The slider was let go.</summary>
    [Parameter]
    public EventCallback OnSettled { get; set; }

    [Inject]
    public required IStringLocalizer<WeightText> Text { get; init; }

    private bool Changed => Value != Live;

    private string Allowed => Text[Weight.Bounds.Above ? "RangeAbove" : "Range", WeightNames.Shown(Weight.Bounds.Least), WeightNames.Shown(Weight.Bounds.Most)] + (Weight.Whole ? Text["RangeWhole"] : "");

    protected override void OnParametersSet()
    {
        if (_id.Length == 0)
        {
            (_scale, _id, _name) = (new SliderScale(Weight), $"weight-{Weight.Path.Replace('.', '-')}", Text.Name(Weight));
        }

        // What the slider itself brought about is not written back to it: it may have moved on meanwhile. Anything else makes it anew,
        // since the browser keeps where it was drawn to.
        if (Value != _own)
        {
            (_own, _wrong, _position) = (Value, null, _scale.PositionOf(Value));
            _edition++;
            _stale = true;
        }

        if (Live != _live)
        {
            (_live, _stale) = (Live, true);
        }
    }

    // One of fifty moves, the others stay as they are.
    protected override bool ShouldRender()
    {
        var stale = _stale;
        _stale = false;
        return stale;
    }

    private static string Invariant(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private async Task SlideAsync(ChangeEventArgs change)
    {
        if (int.TryParse(change.Value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var position))
        {
            (_own, _wrong, _stale) = (_scale.ValueAt(position), null, true);
            await OnChanged.InvokeAsync(_own);
        }
    }

    private async Task TypeAsync(ChangeEventArgs change)
    {
        var text = change.Value as string ?? "";
        _stale = true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !Weight.Allows(value))
        {
            _wrong = text;
            return;
        }

        _wrong = null;
        await OnChanged.InvokeAsync(value);
        await OnSettled.InvokeAsync();
    }

    private async Task ResetAsync()
    {
        await OnChanged.InvokeAsync(Live);
        await OnSettled.InvokeAsync();
    }
}
