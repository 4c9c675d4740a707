using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Shared;

/// <summary>Where the messages of <see cref="ToastService"/> appear. One in the layout.</summary>
public sealed partial class ToastHost : IDisposable
{
    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<SharedText> Text { get; init; }

    [Inject]
    public required ILogger<ToastHost> Log { get; init; }

    public void Dispose() => Toasts.Changed -= OnChanged;

    protected override void OnInitialized() => Toasts.Changed += OnChanged;

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task UndoAsync(Toast toast)
    {
        // The button that had the focus is gone, and with it the events that would let the others go.
        Toasts.Release();
        try
        {
            await Toasts.UndoAsync(toast);
        }
        catch (Exception e)
        {
            LogUndoFailed(Log, e);
            Toasts.Show(Text["UndoFailed"]);
        }
    }

    private void Close(Toast toast)
    {
        Toasts.Release();
        Toasts.Dismiss(toast.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An undo failed")]
    private static partial void LogUndoFailed(ILogger logger, Exception exception);
}
