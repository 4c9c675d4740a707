using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>What a person has said, to be added to, changed and taken back. Nothing is loaded before the circuit stands.</summary>
public sealed partial class PreferencesPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private readonly HashSet<Guid> _editing = [];
    private IReadOnlyList<StatementView>? _statements;
    private TimeZoneInfo? _zone;
    private Exception? _error;
    private bool _adding, _asked;
    private int _version, _composers;

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<PreferencesPage> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

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
            if (!token.IsCancellationRequested)
            {
                (_zone, _statements, _error) = (zone, statements, null);
                _version++;
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _error = e;
                LogFailed(Log, e);
            }
        }
    }

    private async Task OnAddedAsync()
    {
        CloseComposer();
        Toasts.Show(Text["DoneAdded"]);
        await ReloadAsync();
    }

    // The next one begins with an empty box.
    private void CloseComposer()
    {
        _adding = false;
        _composers++;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The statements could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
