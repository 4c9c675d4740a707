using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.People;

/// <summary>Asks for the description when it appears, and never makes the page wait for it.</summary>
public sealed partial class GeneratedDescription : IAsyncDisposable
{
    private readonly CancellationSeries _asks = new();
    private string? _asked, _description;

    [Parameter, EditorRequired]
    public ItemCard Item { get; set; } = default!;

    /// <summary>Why the person sees it, as the page says it: all that may be told beside the item's facts.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Reasons { get; set; } = [];

    /// <summary>The page's own sentence; null where the page shows it elsewhere.</summary>
    [Parameter]
    public string? Template { get; set; }

    [Inject]
    public required DescriptionService Descriptions { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Text { get; init; }

    [Inject]
    public required ILogger<GeneratedDescription> Log { get; init; }

    public ValueTask DisposeAsync() => _asks.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        var key = string.Join('\n', Reasons.Prepend(Item.Id));
        if (!RendererInfo.IsInteractive || key == _asked || Descriptions.Host is null)
        {
            return;
        }

        (_asked, _description) = (key, null);
        var token = await _asks.StartAsync();
        try
        {
            var description = await Descriptions.DescribeAsync(Item, Reasons, token);
            if (!token.IsCancellationRequested)
            {
                _description = description;
            }
        }
        catch (Exception e)
        {
            // The page's own sentence stands.
            if (!token.IsCancellationRequested)
            {
                LogFailed(Log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A description could not be made")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
