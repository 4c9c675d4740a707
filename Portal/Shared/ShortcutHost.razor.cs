using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Shared;

/// <summary>Listens for the keys of <see cref="ShortcutRegistry"/> and shows them when "?" is pressed. One in the layout.</summary>
public sealed partial class ShortcutHost
{
    private DotNetObjectReference<ShortcutHost>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _listener;
    private IDisposable? _own;
    private bool _helpOpen, _left;

    /// <summary>What "/" puts the focus on.</summary>
    [Parameter, EditorRequired]
    public string SearchSelector { get; set; } = "";

    /// <summary>Called by the script; runs what belongs to the key.</summary>
    [JSInvokable]
    public Task OnKeyAsync(string key) => InvokeAsync(async () =>
    {
        if (Registry.Active.FirstOrDefault(shortcut => shortcut.Key == key) is { } shortcut)
        {
            await shortcut.Run();
            StateHasChanged();
        }
    });

    public async ValueTask DisposeAsync()
    {
        _left = true;
        Registry.Changed -= OnRegistryChanged;
        _own?.Dispose();
        try
        {
            if (_listener is not null)
            {
                await _listener.InvokeVoidAsync("stop");
                await _listener.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listener with it.
        }

        _self?.Dispose();
    }

    protected override void OnInitialized() => _own = Registry.Add(
    [
        new Shortcut("/", Text["ShortcutSearch"], FocusSearchAsync),
        new Shortcut("?", Text["ShortcutHelp"], OpenHelpAsync),
    ]);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            try
            {
                await ListenAsync();
            }
            catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
            {
                // Left before it was there.
            }
        }
    }

    private async Task ListenAsync()
    {
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/shortcuts.js");
        if (_left)
        {
            await module.DisposeAsync();
            return;
        }

        (_module, _self) = (module, DotNetObjectReference.Create(this));
        _listener = await module.InvokeAsync<IJSObjectReference>("listen", _self);
        Registry.Changed += OnRegistryChanged;
        await SendKeysAsync();
    }

    private void OnRegistryChanged() => _ = InvokeAsync(async () =>
    {
        try
        {
            await SendKeysAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; there are no keys to listen for.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    });

    private async Task SendKeysAsync()
    {
        if (_listener is not null)
        {
            await _listener.InvokeVoidAsync("setKeys", Registry.Active.Select(shortcut => shortcut.Key));
        }
    }

    private async Task FocusSearchAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("focus", SearchSelector);
        }
    }

    private Task OpenHelpAsync()
    {
        _helpOpen = true;
        return Task.CompletedTask;
    }
}
