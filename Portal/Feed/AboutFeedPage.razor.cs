using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Engine;
using Portal.People;
using Portal.Shared;

namespace Portal.Feed;

/// <summary>In plain words what decides about a feed, every number read from what ranks it.</summary>
public sealed partial class AboutFeedPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private FeedFacts? _facts;
    private bool _isStaff;
    private bool _started;
    private bool _failed;

    [Inject]
    public required FeedFactsReader Facts { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Browser { get; init; }

    [Inject]
    public required IStringLocalizer<FeedText> Text { get; init; }

    [Inject]
    public required ILogger<AboutFeedPage> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_started)
        {
            _started = true;
            await LoadAsync();
        }
    }

    private static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"width:{share * 100:0.##}%");

    private async Task LoadAsync()
    {
        _failed = false;
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            _isStaff = user.IsAnalyst;
            _facts = await Facts.ReadAsync(user.Id, await Browser.SurroundingsAsync(token), token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _failed = true;
        }
    }

    private string AdventureText(double adventure) =>
        adventure == 0 ? Text["SettingBalanced"] : Text[adventure > 0 ? "SettingBolder" : "SettingFamiliar", Math.Abs(adventure)];

    private string EncoderText(EncoderStatus status) => status switch
    {
        { State: EncoderState.Ready, Info: { } info } => Text["EncoderReady", info.Id, info.RunsOn],
        { State: EncoderState.Unavailable } => Text["EncoderUnavailable"],
        _ => Text["EncoderLoading"],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The facts about the feed could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
