using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>The panel of a draft: recomputed when the draft has rested for a moment, and given up when it moves on.</summary>
public sealed partial class PanelView : IAsyncDisposable
{
    /// <summary>How long a slider must rest before its value is tried out.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(120);

    private static readonly int[] Lengths = [10, PanelPreview.Depth];

    private readonly CancellationSeries _loads = new();
    private PanelPreview? _preview;
    private PanelResult? _result;
    private RankingWeights? _tried;
    private string? _shownPerson;
    private int _places = Lengths[0];
    private bool _opened, _busy, _failed;

    /// <summary>The weights that are tried out.</summary>
    [Parameter, EditorRequired]
    public RankingWeights Draft { get; set; } = RankingWeights.Default;

    /// <summary>Id of somebody who is to be on the panel.</summary>
    [Parameter]
    public string? Person { get; set; }

    /// <summary>Somebody else is to be on the panel, or nobody in particular.</summary>
    [Parameter]
    public EventCallback<string?> OnPerson { get; set; }

    [Inject]
    public required PanelPeople People { get; init; }

    [Inject]
    public required PanelPreviews Previews { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<WeightText> Text { get; init; }

    [Inject]
    public required ILogger<PanelView> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        _preview?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!_opened || _shownPerson != Person)
        {
            (_opened, _shownPerson) = (true, Person);
            await OpenAsync();
        }
        else if (!ReferenceEquals(_tried, Draft))
        {
            await TryAsync(Rest);
        }
    }

    private Task OpenAsync()
    {
        _preview?.Dispose();
        (_preview, _failed) = (null, false);
        return TryAsync(TimeSpan.Zero);
    }

    private Task ShowAsync(int places)
    {
        _places = places;
        return TryAsync(TimeSpan.Zero);
    }

    private async Task TryAsync(TimeSpan wait)
    {
        (_tried, _busy) = (Draft, true);
        var token = await _loads.StartAsync();
        try
        {
            await Task.Delay(wait, Time, token);
            _preview ??= Previews.Open(await People.ChooseAsync(Person, token));
            var result = await _preview.ComputeAsync(Draft, _places, token);
            if (!token.IsCancellationRequested)
            {
                (_result, _busy, _failed) = (result, false, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_busy, _failed) = (false, true);
                LogFailed(Log, e);
            }
        }
    }

    private string Words(PanelWarning warning) => warning.Kind switch
    {
        PanelWarningKind.Dominates => Text["WarningDominates", Text.Part(warning.Subject), warning.After, warning.Before],
        PanelWarningKind.Popular => Text["WarningPopular", warning.Before, warning.After],
        _ => Text["Warning" + warning.Kind, warning.Subject, warning.Before, warning.After],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The preview of weights could not be computed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
