using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>Follows a text as it is typed: waits for a pause, and gives up what newer words replace.</summary>
public sealed partial class StatementPreviewPanel : IAsyncDisposable
{
    /// <summary>How long nothing must be typed before the preview is made.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);

    private readonly CancellationSeries _loads = new();
    private string? _asked;
    private StatementPreview? _shown;
    private bool _busy, _failed;

    /// <summary>The text; empty for none.</summary>
    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    /// <summary>There is a text, but it is longer than a statement may be.</summary>
    [Parameter]
    public bool TooLong { get; set; }

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<StatementPreviewPanel> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Words)
        {
            return;
        }

        // What is there already when the panel appears was not typed just now.
        var wait = _asked is null ? TimeSpan.Zero : Debounce;
        _asked = Words;
        var token = await _loads.StartAsync();
        _busy = !string.IsNullOrWhiteSpace(Words);
        if (!_busy)
        {
            (_shown, _failed) = (null, false);
            return;
        }

        try
        {
            await Task.Delay(wait, Time, token);
            var preview = await Statements.PreviewAsync(Words, token);
            if (!token.IsCancellationRequested)
            {
                (_shown, _busy, _failed) = (preview, false, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_shown, _busy, _failed) = (null, false, true);
                LogFailed(Log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A statement could not be previewed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
