using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.People;
using Portal.Shared;

namespace Portal.Experiments;

/// <summary>All experiments: what runs, what is planned, what came of the others.</summary>
public sealed partial class ExperimentsPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IReadOnlyList<ExperimentView>? _experiments;
    private Dictionary<int, ResultSummary> _results = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private bool _error, _begun;

    /// <summary>The only state that is shown; all without it.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    public required ExperimentStore Store { get; init; }

    [Inject]
    public required BrowserTime Browser { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<ExperimentText> Text { get; init; }

    [Inject]
    public required ILogger<ExperimentsPage> Log { get; init; }

    private ExperimentState? Chosen => Enum.TryParse<ExperimentState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        // The state only chooses among what is there.
        if (RendererInfo.IsInteractive && !_begun)
        {
            _begun = true;
            await LoadAsync();
        }
    }

    private static string AddressOf(ExperimentState? state) => state is null ? "/admin/experiments" : $"/admin/experiments?state={state.Value.ToString().ToLowerInvariant()}";

    private async Task LoadAsync()
    {
        _error = false;
        var token = await _loads.StartAsync();
        try
        {
            _zone = (await Browser.SurroundingsAsync(token)).Zone ?? Time.LocalTimeZone;
            var experiments = await Store.ListAsync(token);
            var results = await Store.NewestResultsAsync(token);
            _results = results.Select(result => (result.Key, Summary: ResultSummary.Of(result.Value.AtUtc, result.Value.Report))).Where(result => result.Summary is not null).ToDictionary(result => result.Key, result => result.Summary!);
            _experiments = experiments;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _error = true;
        }
    }

    // A copy is there to be edited.
    private Task DoneAsync(ExperimentView? after)
    {
        if (after is { State: ExperimentState.Draft } && _experiments!.All(experiment => experiment.Id != after.Id))
        {
            Navigation.NavigateTo($"/admin/experiments/{after.Key}/edit");
            return Task.CompletedTask;
        }

        return LoadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The experiments could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
