using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.People;

namespace Portal.Interests;

/// <summary>The map. What it is drawn of is placed in parts of the drawing, so that it fits any width; the script moves the plane under it.</summary>
public sealed partial class InterestMap : IAsyncDisposable
{
    private const int LongestLabel = 26, Colours = 6;

    private ElementReference _stage;
    private IJSObjectReference? _module;
    private bool _left;

    [Parameter, EditorRequired]
    public InterestMapView Map { get; set; } = default!;

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
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            try
            {
                await OpenAsync();
            }
            catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
            {
                // Left before it was there.
            }
        }
    }

    private async Task OpenAsync()
    {
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/interest-map.js");
        if (_left)
        {
            await module.DisposeAsync();
            return;
        }

        _module = module;
        await module.InvokeVoidAsync("open", _stage, CultureInfo.CurrentUICulture.Name);
    }

    private static string CardOf(MapDisc disc) => $"/interests?at={Uri.EscapeDataString(disc.Anchor)}";

    private static string At(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:0.##}%");

    private static string Radius(MapDisc disc) => string.Create(CultureInfo.InvariantCulture, $"{10 + (30 * Math.Sqrt(disc.Share)):0.#}");

    private static string Series(int interest) => string.Create(CultureInfo.InvariantCulture, $"map--{Math.Min(interest + 1, Colours)}");

    // A label or two: the rest is told on pointing at it.
    private static string Short(string name)
    {
        if (name.Length <= LongestLabel)
        {
            return name;
        }

        var comma = name.LastIndexOf(',', LongestLabel);
        return comma > 0 ? name[..comma] : string.Concat(name.AsSpan(0, LongestLabel - 1), "…");
    }

    private string Title(MapDot dot) => $"{dot.Item.Title} · {ItemLink.Facts(Names, dot.Item)}";

    private static RenderFragment Links(IReadOnlyList<MapDot> dots, int interest) => builder =>
    {
        var first = true;
        foreach (var dot in dots.Where(dot => dot.Interest == interest))
        {
            if (!first)
            {
                builder.AddContent(0, " · ");
            }

            first = false;
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", ItemLink.Of(dot.Item.Id));
            builder.AddContent(3, dot.Item.Title);
            builder.CloseElement();
        }
    };
}
