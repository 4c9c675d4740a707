using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Shared;

public sealed partial class Modal
{
    private readonly string _titleId = $"modal-{Interlocked.Increment(ref _count)}";

    private static int _count;

    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private DotNetObjectReference<Modal>? _self;
    private bool _shown, _left;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Whether the dialog is open; bind it.</summary>
    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>The browser closed the dialog: Escape, a click beside it, or <see cref="CloseAsync"/>.</summary>
    [JSInvokable]
    public async Task OnClosedAsync()
    {
        _shown = false;
        await InvokeAsync(() => OpenChanged.InvokeAsync(false));
    }

    public async ValueTask DisposeAsync()
    {
        _left = true;
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its objects with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == _shown)
        {
            return;
        }

        _shown = Open;
        try
        {
            await ShowAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // Left before it was there.
        }
    }

    private async Task ShowAsync()
    {
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./js/modal.js");
        if (_left)
        {
            await _module.DisposeAsync();
            return;
        }

        _self ??= DotNetObjectReference.Create(this);
        if (Open)
        {
            await _module.InvokeVoidAsync("open", _dialog, _self);
        }
        else
        {
            await _module.InvokeVoidAsync("close", _dialog);
        }
    }

    private async Task CloseAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("close", _dialog);
        }
    }
}
