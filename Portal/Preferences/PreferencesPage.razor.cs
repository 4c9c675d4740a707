using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>What a person has said, to be added to, changed and taken back. Nothing is loaded before the circuit stands.</summary>
public sealed partial class PreferencesPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private readonly CancellationSeries _trials = new();
    private readonly HashSet<Guid> _editing = [];
    private IReadOnlyList<StatementView>? _statements;
    private PersonSettings? _settings;
    private TrialState _try = TrialState.Waiting;
    private TimeZoneInfo? _zone;
    private Exception? _error;
    private bool _asked;
    private int _version, _composers;

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required ListTrials Trials { get; init; }

    [Inject]
    public required PersonSettingsService Kept { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required Deeds Deeds { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<PreferencesPage> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _trials.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_asked)
        {
            _asked = true;
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var zone = await Clock.ZoneAsync(token);
            var user = await User.GetAsync();
            var statements = await Statements.ListAsync(user.Id, token);
            var settings = await Kept.GetAsync(user.Id, token);
            if (token.IsCancellationRequested)
            {
                return;
            }

            (_zone, _statements, _settings, _error) = (zone, statements, settings, null);
            _version++;
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _error = e;
                LogFailed(Log, e);
            }

            return;
        }

        StateHasChanged();
        await OpenTrialAsync();
    }

    // After the statements are on the page: it takes a look at everything the person did.
    private async Task OpenTrialAsync()
    {
        var token = await _trials.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var trial = await Trials.OpenAsync(user.Id, await Clock.SurroundingsAsync(token), token);
            if (!token.IsCancellationRequested)
            {
                _try = new TrialState(trial, Failed: false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _try = new TrialState(null, Failed: true);
                LogFailed(Log, e);
            }
        }
    }

    // The next one begins with an empty box.
    private async Task OnAddedAsync(StatementResult added)
    {
        _composers++;
        Toasts.Show(Text["DoneAdded"], Text["Undo"], () => Deeds.DoAsync(userId => Statements.DeleteAsync(userId, added.Id, CancellationToken.None), Text["DoneDeleted"], ReloadAsync));
        await ReloadAsync();
    }

    private void SetEditing(Guid id, bool editing)
    {
        if (editing)
        {
            _editing.Add(id);
        }
        else
        {
            _editing.Remove(id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The preferences could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
