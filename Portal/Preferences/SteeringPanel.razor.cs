using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>The slider between familiar and adventurous, tried out while it moves and saved by a press; and the switch to a feed for nobody in particular.</summary>
public sealed partial class SteeringPanel : IAsyncDisposable
{
    /// <summary>How long the slider must rest before it is tried out.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(120);

    private readonly CancellationSeries _loads = new();
    private PersonSettings? _given;
    private ListTrial? _triedOn;
    private double _adventure;
    private ListEffect? _effect;
    private bool _effectFailed;

    [Parameter, EditorRequired]
    public PersonSettings Settings { get; set; } = PersonSettings.Default;

    [CascadingParameter]
    public TrialState Try { get; set; } = TrialState.Waiting;

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required PersonSettingsService Kept { get; init; }

    [Inject]
    public required Deeds Deeds { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<SteeringPanel> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        // Only a setting that was saved may overwrite where the slider stands.
        if (_given != Settings)
        {
            (_given, _adventure) = (Settings, Settings.Adventure);
        }

        // It may have been moved before there was a list to try it out on.
        if (_adventure != Settings.Adventure && !ReferenceEquals(_triedOn, Try.Trial))
        {
            await TryOutAsync(TimeSpan.Zero);
        }
    }

    private async Task SlideAsync(ChangeEventArgs change)
    {
        if (!double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var adventure))
        {
            return;
        }

        _adventure = Math.Clamp(adventure, -1, 1);
        await TryOutAsync(Rest);
    }

    private async Task TryOutAsync(TimeSpan wait)
    {
        (_effect, _triedOn) = (null, Try.Trial);
        var token = await _loads.StartAsync();
        if (Try.Trial is not { } trial)
        {
            return;
        }

        try
        {
            await Task.Delay(wait, Time, token);
            var effect = await trial.OfAsync(new ProfileChange { Settings = Settings with { Adventure = _adventure } }, token);
            if (!token.IsCancellationRequested)
            {
                (_effect, _effectFailed) = (effect, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _effectFailed = true;
                LogFailed(Log, e);
            }
        }
    }

    private Task SetAsync(PersonSettings settings) => Deeds.TryAsync(
        async userId =>
        {
            var before = await Kept.SetAsync(userId, settings, CancellationToken.None);
            var done = settings.Unpersonalised == before.Unpersonalised ? "DoneAdventure" : settings.Unpersonalised ? "DoneUnpersonalised" : "DonePersonalised";
            Toasts.Show(Text[done], Text["Undo"], () => Deeds.TryAsync(id => Kept.SetAsync(id, before, CancellationToken.None), ToldAsync));
        },
        ToldAsync);

    private Task ToldAsync() => OnChanged.InvokeAsync();

    private string Words(double adventure) => Text[adventure switch
    {
        <= -0.75 => "AdventureFarFamiliar",
        < 0 => "AdventureFamiliar",
        0 => "AdventureEven",
        < 0.75 => "AdventureNew",
        _ => "AdventureFarNew",
    }];

    [LoggerMessage(Level = LogLevel.Error, Message = "The effect of a setting could not be computed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
