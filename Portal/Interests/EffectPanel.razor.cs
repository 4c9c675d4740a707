using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Interests;

/// <summary>What a change of a weight does to the feed.</summary>
public sealed partial class EffectPanel : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private (int Anchor, double Before, double After)? _shown;
    private FeedEffect? _effect;
    private bool _failed;

    /// <summary>An item of the interest.</summary>
    [Parameter, EditorRequired]
    public int AnchorRowId { get; set; }

    [Parameter, EditorRequired]
    public double Before { get; set; }

    [Parameter, EditorRequired]
    public double After { get; set; }

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    public required InterestService Interests { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required IStringLocalizer<InterestsText> Text { get; init; }

    [Inject]
    public required ILogger<EffectPanel> Log { get; init; }

    private string Words =>
        _failed ? Text["EffectFailed"]
        : _effect is null ? Text["EffectBusy"]
        : _effect.In.Count + _effect.Out.Count == 0 ? Text["EffectNone", FeedEffect.Length]
        : Text["Effect", FeedEffect.Length, _effect.In.Count, _effect.Out.Count];

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        var key = (AnchorRowId, Before, After);
        if (key == _shown)
        {
            return;
        }

        (_shown, _effect, _failed) = (key, null, false);
        var token = await _loads.StartAsync();
        try
        {
            var effect = await Interests.EffectAsync((await User.GetAsync()).Id, Zone, AnchorRowId, Before, After, token);
            if (!token.IsCancellationRequested)
            {
                _effect = effect;
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _failed = true;
                LogFailed(Log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The effect of a weight could not be worked out")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
