using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>Shows the summary, and takes an edit of it apart while it is typed.</summary>
public sealed partial class SummaryPanel : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private readonly CancellationSeries _comparisons = new();
    private IReadOnlyList<StatementView>? _asked;
    private ProfileSummary? _summary;
    private SummaryChange? _change;
    private string? _edited;
    private ElementReference _box, _editButton;
    private Exception? _error;
    private bool _comparing, _focusBox, _focusButton;

    [Parameter, EditorRequired]
    public IReadOnlyList<StatementView> Statements { get; set; } = [];

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required SummaryService Summaries { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required Deeds Deeds { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<SummaryPanel> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _comparisons.DisposeAsync();
    }

    protected override Task OnParametersSetAsync() => ReferenceEquals(_asked, Statements) ? Task.CompletedTask : LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var (box, button) = (_focusBox, _focusButton);
        (_focusBox, _focusButton) = (false, false);
        if (box && _edited is not null)
        {
            await _box.FocusIfThereAsync();
        }
        else if (button && _edited is null)
        {
            await _editButton.FocusIfThereAsync();
        }
    }

    // What is being edited stays what it was held against.
    private async Task LoadAsync()
    {
        if (_edited is not null)
        {
            return;
        }

        _asked = Statements;
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var summary = await Summaries.GetAsync(user.Id, Statements, Time.GetUtcNow(), token);
            if (!token.IsCancellationRequested)
            {
                (_summary, _error) = (summary, null);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_summary, _error) = (null, e);
                LogFailed(Log, e);
            }
        }
    }

    private void Edit() => (_edited, _change, _focusBox) = (_summary!.Said.Text, null, true);

    private async Task CloseAsync()
    {
        await StopAsync();
        if (!ReferenceEquals(_asked, Statements))
        {
            await LoadAsync();
        }
    }

    private async Task StopAsync()
    {
        (_edited, _change, _comparing, _focusButton) = (null, null, false, true);
        await _comparisons.StopAsync();
    }

    private async Task CompareAsync()
    {
        var token = await _comparisons.StartAsync();
        _comparing = true;
        try
        {
            await Task.Delay(DraftPanel.Debounce, Time, token);
            var change = await Summaries.CompareAsync(_summary!, _edited ?? "", token);
            if (!token.IsCancellationRequested)
            {
                (_change, _comparing) = (change, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_change, _comparing) = (null, false);
                LogFailed(Log, e);
            }
        }
    }

    private async Task ApplyAsync()
    {
        if (_change is not { } change)
        {
            return;
        }

        await Deeds.TryAsync(
            async userId =>
            {
                var undo = await Summaries.ApplyAsync(userId, change, CancellationToken.None);
                await StopAsync();
                Toasts.Show(Text["DoneSummary"], Text["Undo"], () => Deeds.TryAsync(_ => undo(), ToldAsync));
            },
            ToldAsync);
    }

    private Task ToldAsync() => OnChanged.InvokeAsync();

    [LoggerMessage(Level = LogLevel.Error, Message = "The summary failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
