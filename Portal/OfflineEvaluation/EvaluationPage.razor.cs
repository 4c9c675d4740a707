using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Diagnostics;
using Portal.Domain.Evaluation;
using Portal.Shared;

namespace Portal.OfflineEvaluation;

/// <summary>How models do on what was held back from them: run, compare, look closer. Which runs are shown stands in the address.</summary>
public sealed partial class EvaluationPage : IAsyncDisposable
{
    private const int MostLines = 6;

    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private IReadOnlyList<OfflineRun>? _runs;
    private OfflineRequest? _request;
    private string? _failure, _model;
    private bool _asking, _failed, _wasRunning;

    [SupplyParameterFromQuery(Name = "run")]
    public long? RunId { get; set; }

    [SupplyParameterFromQuery(Name = "with")]
    public long? WithId { get; set; }

    [Inject]
    public required OfflineReports Reports { get; init; }

    [Inject]
    public required OfflineRequests Requests { get; init; }

    [Inject]
    public required IOfflineRuns Runs { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<OfflineEvaluationText> Text { get; init; }

    [Inject]
    public required ILogger<EvaluationPage> Log { get; init; }

    private WorkProgress? Progress => Runs.Current;

    private bool Waiting => Progress is null && _request is not null;

    private OfflineRun? Shown => _runs?.FirstOrDefault(run => run.Id == RunId) ?? (_runs is [var newest, ..] ? newest : null);

    private OfflineRun? With => Shown is { } shown ? _runs?.FirstOrDefault(run => run.Id == WithId && run.Id != shown.Id) : null;

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Runs.Subscribe(() => _ = InvokeAsync(FollowAsync));
            await LoadAsync();
        }
    }

    private static IReadOnlyList<ListBreakdown> Breakdowns(OfflineReport report) => [.. report.Breakdowns.Take(MostLines)];

    private static IReadOnlyList<ScatterPlot.Point> Points(OfflineReport report, string measure) =>
        [.. report.Report.Results.Index().Select(result => (result.Index, result.Item.Model, X: report.Of(result.Item.Model, measure), Y: report.Of(result.Item.Model, "ndcg")))
            .Where(point => point is { X: not null, Y: not null }).Select(point => new ScatterPlot.Point(point.Index, point.Model, point.X!.Value, point.Y!.Value))];

    private ListBreakdown? Fair(IReadOnlyList<ListBreakdown> breakdowns) =>
        (breakdowns.FirstOrDefault(one => one.Model == _model) ?? breakdowns[^1]) is { } fair && (fair.Kinds.Count > 0 || fair.Tags.Count > 0) ? fair : null;

    // One point is no trend.
    private (IReadOnlyList<DateTime> Days, IReadOnlyList<TrendChart.Line> Lines)? Trend(OfflineRun shown)
    {
        List<OfflineRun> same = [.. _runs!.Where(run => run.Report.Series == shown.Report.Series).OrderBy(run => run.AtUtc).ThenBy(run => run.Id)];
        return same.Count < 2
            ? null
            : ([.. same.Select(run => run.AtUtc)],
                [.. shown.Report.Report.Results.Take(MostLines).Index().Select(result => new TrendChart.Line(result.Index, result.Item.Model, [.. same.Select(run => run.Report.Of(result.Item.Model, "ndcg"))]))]);
    }

    private string NameOf(OfflineRun run) => Text["RunName", run.AtUtc, Text[$"Protocol.{run.Report.Request.Protocol}"], run.Report.Request.OnPortal ? Text["OwnData"] : string.Join(", ", run.Report.Request.Files.Values)];

    // While a job runs, only its progress changes; when it ends, there may be something new to read.
    private async Task FollowAsync()
    {
        var running = Progress is not null;
        if (running != _wasRunning)
        {
            await LoadAsync();
        }

        _wasRunning = running;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var (runs, request, failure) = (await Reports.ListAsync(token), await Requests.FindAsync(token), await Reports.FailureAsync(token));
            if (!token.IsCancellationRequested)
            {
                (_runs, _request, _failure, _failed, _wasRunning) = (runs, request, failure, false, Progress is not null);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone, or a newer load has taken over.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(Log, e);
            _failed = true;
        }
    }

    private Task StartUsualAsync() => StartAsync(new OfflineRequest(), []);

    private async Task StartAsync(OfflineRequest request, IReadOnlyList<ChosenFile> files)
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        if (Progress is not null)
        {
            Toasts.Show(Text["AlreadyRunning"]);
            return;
        }

        await Requests.SaveAsync(request, files, Actor.Admin(user), CancellationToken.None);
        _request = await Requests.FindAsync(CancellationToken.None);
        (_asking, _failure) = (false, null);
        var started = await Runs.StartAsync(user, CancellationToken.None);
        Toasts.Show(Text[started ? "Started" : "AlreadyRunning"]);
        StateHasChanged();
    }

    private async Task CancelAsync()
    {
        await Runs.CancelAsync((await Authentication.GetAuthenticationStateAsync()).User, CancellationToken.None);
        Toasts.Show(Text["Cancelling"]);
    }

    private void Go(ChangeEventArgs change, long? with) => Go(long.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var id) ? id : null, with);

    private void GoWith(long run, ChangeEventArgs change) => Go(run, long.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var id) ? id : null);

    private void Go(long? run, long? with) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["run"] = run, ["with"] = with }), replace: true);

    [LoggerMessage(Level = LogLevel.Error, Message = "The offline evaluations could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
