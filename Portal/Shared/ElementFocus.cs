using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Shared;

/// <summary>Puts the focus on an element that may be gone by the time the browser is asked.</summary>
public static class ElementFocus
{
    /// <summary>Focuses the element; nothing happens where it is gone, because whoever took it away is elsewhere already.</summary>
    public static async ValueTask FocusIfThereAsync(this ElementReference element)
    {
        try
        {
            await element.FocusAsync();
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException)
        {
            // The element or the whole page is gone: an error of it would end the page that is shown by now.
        }
    }
}
