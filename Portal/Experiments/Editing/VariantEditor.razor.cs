using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Editing;

/// <summary>Edits one variant; what it changes of what is live stands below, number by number.</summary>
public sealed partial class VariantEditor
{
    private readonly Dictionary<string, string> _wrong = [];

    [Parameter]
    public int Index { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentVariant Variant { get; set; }

    /// <summary>The versions of the weights to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<WeightChoice> Choices { get; set; }

    [Parameter]
    public bool CanRemove { get; set; }

    [Parameter]
    public EventCallback<ExperimentVariant> OnChanged { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    [Inject]
    public required IWeightNames Labels { get; init; }

    [Inject]
    public required IStringLocalizer<ExperimentText> Text { get; init; }

    private int? Version => Variant.WeightsVersion();

    private IReadOnlyList<Row> Rows { get; set; } = [];

    protected override void OnParametersSet()
    {
        var live = VariantWeights.LiveOf(Choices);
        var own = VariantWeights.Of(Variant, Choices) ?? live;
        Rows = [.. TunableWeight.All.Select(weight => new Row(weight, weight.Of(live), weight.Of(own), Variant.Settings.ContainsKey(KeyOf(weight)))).Where(row => row.IsSet || row.Value != row.Live)];
    }

    private static string Value(ChangeEventArgs change) => change.Value as string ?? "";

    private static string KeyOf(TunableWeight weight) => ExperimentSettings.NumberPrefix + weight.Path;

    private static string Invariant(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Shown(double value) => value.ToString("0.####", CultureInfo.CurrentCulture);

    private string Id(string part) => string.Create(CultureInfo.InvariantCulture, $"variant-{Index}-{part}");

    private double? Number(string key) => Variant.Settings.TryGetValue(key, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task Set(string key, string value) =>
        OnChanged.InvokeAsync(Variant with { Settings = value.Length == 0 ? Variant.Settings.Remove(key) : Variant.Settings.SetItem(key, value) });

    private Task SetCards(double? cards) => Set(ExperimentSettings.Cards, cards is { } number ? Invariant(number) : "");

    private Task Choose(string version) => Set(ExperimentSettings.Weights, version);

    // It begins where it is: only another value makes a difference.
    private Task AddNumber(string path) => TunableWeight.All.FirstOrDefault(weight => weight.Path == path) is { } weight
        ? Set(KeyOf(weight), Invariant(weight.Of(VariantWeights.Of(Variant, Choices) ?? VariantWeights.LiveOf(Choices))))
        : Task.CompletedTask;

    private Task TypeAsync(TunableWeight weight, string text)
    {
        if (!ExperimentSettings.Allows(KeyOf(weight), text))
        {
            _wrong[weight.Path] = text;
            return Task.CompletedTask;
        }

        _wrong.Remove(weight.Path);
        return Set(KeyOf(weight), text);
    }

    private Task Reset(TunableWeight weight)
    {
        _wrong.Remove(weight.Path);
        return Set(KeyOf(weight), "");
    }

    private sealed record Row(TunableWeight Weight, double Live, double Value, bool IsSet);
}
