using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>All runs, a page at a time, by job and state.</summary>
public sealed partial class JobHistory : IAsyncDisposable
{
    private const int Size = 25;

    private readonly CancellationSeries _loads = new();
    private JobHistoryPage? _page;
    private (string?, JobRunState?, int)? _asked;
    private bool _failed;

    [Inject]
    internal JobRunReader Reader { get; init; } = null!;

    [Inject]
    internal JobStarter Starter { get; init; } = null!;

    [Inject]
    internal JobWords Words { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<JobText> Text { get; init; }

    [Inject]
    public required ILogger<JobHistory> Logger { get; init; }

    [Parameter]
    public string? Job { get; set; }

    [Parameter]
    public JobRunState? State { get; set; }

    [Parameter]
    public int Page { get; set; } = 1;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != (Job, State, Page))
        {
            _asked = (Job, State, Page);
            await LoadAsync();
        }
    }

    private static string Address(string? job, JobRunState? state, int page = 1) =>
        "/admin/jobs?view=history" + (string.IsNullOrEmpty(job) ? "" : $"&job={Uri.EscapeDataString(job)}") + (state is null ? "" : $"&state={state}")
        + (page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"&page={page}"));

    private void Go(string? job, JobRunState? state) => Navigation.NavigateTo(Address(job, state));

    private async Task LoadAsync()
    {
        _failed = false;
        var token = await _loads.StartAsync();
        try
        {
            _page = await Reader.HistoryAsync(new JobRunFilter(string.IsNullOrEmpty(Job) ? null : Job, State), Page, Size, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            LogFailed(Logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The history of jobs could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
