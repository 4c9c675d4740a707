using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>The presets. What each would bring in is computed once the list is there, one after another.</summary>
public sealed partial class PresetPanel : IAsyncDisposable
{
    private const int Items = 5;

    private readonly CancellationSeries _loads = new();
    private readonly Dictionary<string, ListEffect> _effects = [];
    private ListTrial? _asked;
    private bool _failed;

    [Parameter, EditorRequired]
    public IReadOnlyList<StatementView> Statements { get; set; } = [];

    [Parameter, EditorRequired]
    public PersonSettings Settings { get; set; } = PersonSettings.Default;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [CascadingParameter]
    public TrialState Try { get; set; } = TrialState.Waiting;

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required StatementService Sentences { get; init; }

    [Inject]
    public required PersonSettingsService Kept { get; init; }

    [Inject]
    public required Deeds Deeds { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> People { get; init; }

    [Inject]
    public required ILogger<PresetPanel> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (Try.Trial is not { } trial || ReferenceEquals(_asked, trial))
        {
            return;
        }

        _asked = trial;
        var token = await _loads.StartAsync();
        try
        {
            foreach (var preset in Preset.All)
            {
                var effect = await trial.OfAsync(await ChangeOfAsync(preset, token), token);
                token.ThrowIfCancellationRequested();
                _effects[preset.Key] = effect;
                StateHasChanged();
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _failed = true;
                LogFailed(Log, e);
            }
        }
    }

    private async Task<ProfileChange> ChangeOfAsync(Preset preset, CancellationToken cancellationToken) => new()
    {
        Statements = preset.Statement is { } text ? [(null, (await Sentences.ReadAsync(text, null, null, Zone, cancellationToken)).Parsed)] : [],
        Settings = preset.With(Settings),
    };

    private Task ApplyAsync(Preset preset) => Deeds.TryAsync(
        async userId =>
        {
            StatementResult added = default;
            if (preset.Statement is { } text)
            {
                added = await Sentences.AddAsync(userId, text, null, CancellationToken.None, StatementSource.Preset, new Circumstances(Zone, null));
                if (!added.Ok)
                {
                    Toasts.Show(Text[$"Problem{added.Problem}", StatementService.MostStatements]);
                    return;
                }
            }

            var before = await Kept.SetAsync(userId, preset.With(Settings), CancellationToken.None);
            Toasts.Show(Text["DonePreset", Text[$"Preset{preset.Key}"]], Text["Undo"], () => TakeBackAsync(added.Id, before));
        },
        ToldAsync);

    private Task TakeBackAsync(Guid added, PersonSettings before) => Deeds.TryAsync(
        async userId =>
        {
            if (added != default)
            {
                await Sentences.DeleteAsync(userId, added, CancellationToken.None);
            }

            await Kept.SetAsync(userId, before, CancellationToken.None);
        },
        ToldAsync);

    private Task ToldAsync() => OnChanged.InvokeAsync();

    [LoggerMessage(Level = LogLevel.Error, Message = "The effect of a preset could not be computed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
