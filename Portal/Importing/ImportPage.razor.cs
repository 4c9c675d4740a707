using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Importing.Formats;
using Portal.Shared;

namespace Portal.Importing;

/// <summary>Brings files in: choose, look, map, try, import; follows what runs; exports. What is chosen stands in the address.</summary>
public sealed partial class ImportPage : IAsyncDisposable
{
    // What follows from older ones is long done.
    private const int Followed = 3;

    private static readonly ImportSubject[] Exported = [ImportSubject.Items, ImportSubject.People, ImportSubject.Interactions];

    private readonly CancellationSeries _loads = new(), _looks = new(), _trials = new();
    private IDisposable? _subscription;
    private IReadOnlyList<ImportView>? _runs;
    private ImportPreview? _preview;
    private ImportOptions _options = new();
    private (Guid Id, ImportResult Result)? _tried;
    private ImportProgress? _trial;
    private string _format = ImportFormats.Auto;
    private string? _problem, _looked;
    private bool _failed, _trying, _starting;

    /// <summary>What is to be imported, as the server sees it.</summary>
    [Parameter, SupplyParameterFromQuery]
    public string? Path { get; set; }

    [Inject]
    internal ImportService Imports { get; init; } = null!;

    [Inject]
    public required ImportMonitor Monitor { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<ImportText> Text { get; init; }

    [Inject]
    public required ILogger<ImportPage> Log { get; init; }

    private bool _busy => _trying || _starting;

    private bool Ready => _preview is not null && _preview.Parts.All(part => part.Problem is null);

    private ImportRequest Request => new(Path!, _format, _options);

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
        await _looks.DisposeAsync();
        await _trials.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        if (_subscription is null)
        {
            _subscription = Monitor.Subscribe(() => _ = InvokeAsync(LoadAsync));
            await LoadAsync();
        }

        if (Path != _looked)
        {
            (_looked, _format, _options) = (Path, ImportFormats.Auto, new ImportOptions());
            await LookAsync();
        }
    }

    private static string Capital(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    private static double Share(ImportProgress? progress) => progress is { Bytes: > 0 } ? Math.Min(1, (double)progress.BytesDone / progress.Bytes) : 0;

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var runs = await Imports.ListAsync(token);
            (_runs, _failed) = (runs, false);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _failed = true;
        }
    }

    private void ChooseAsync(string path) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(nameof(Path).ToLowerInvariant(), path));

    private async Task ChooseFormatAsync(ChangeEventArgs change)
    {
        (_format, _options) = (change.Value?.ToString() ?? ImportFormats.Auto, new ImportOptions());
        await LookAsync();
    }

    private async Task ChangeAsync(ImportOptions options)
    {
        _options = options;
        await LookAsync();
    }

    // Looks at the beginning of the files with what is chosen.
    private async Task LookAsync()
    {
        (_problem, _tried) = (null, null);
        if (string.IsNullOrEmpty(Path))
        {
            _preview = null;
            return;
        }

        var token = await _looks.StartAsync();
        try
        {
            var preview = await ImportService.InspectAsync(Request, await UserAsync(), token);
            if (!token.IsCancellationRequested)
            {
                _preview = preview;
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Something else is chosen.
        }
        catch (ImportException e)
        {
            (_preview, _problem) = (null, e.Message);
        }
    }

    private async Task DiscardAsync()
    {
        Imports.Discard(Path!);
        await _looks.StopAsync();
        _preview = null;
        Navigation.NavigateTo("/admin/import");
    }

    private async Task TryAsync()
    {
        (_trying, _tried, _trial, _problem) = (true, null, null, null);
        var token = await _trials.StartAsync();
        try
        {
            _tried = await Imports.TryAsync(Request, new Relay(this), await UserAsync(), token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (ImportException e)
        {
            _problem = e.Message;
        }
        finally
        {
            _trying = false;
        }
    }

    private async Task StartAsync()
    {
        _starting = true;
        try
        {
            await Imports.StartAsync(Request, await UserAsync(), CancellationToken.None);
            Toasts.Show(Text["Started", Request.Name]);
            Navigation.NavigateTo("/admin/import");
        }
        catch (ImportException e)
        {
            _problem = e.Message;
        }
        finally
        {
            _starting = false;
        }
    }

    private async Task CancelAsync(ImportView run)
    {
        await Imports.CancelAsync(run.Id, await UserAsync(), CancellationToken.None);
        Toasts.Show(Text["Cancelling", run.Name]);
    }

    private async Task ResumeAsync(ImportView run)
    {
        if (await Imports.ResumeAsync(run.Id, await UserAsync(), CancellationToken.None))
        {
            Toasts.Show(Text["Resumed", run.Name]);
        }
    }

    private async Task<ClaimsPrincipal> UserAsync() => (await Authentication.GetAuthenticationStateAsync()).User;

    [LoggerMessage(Level = LogLevel.Error, Message = "The imports could not be listed")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed class Relay(ImportPage page) : IProgress<ImportProgress>
    {
        private long _told;

        public void Report(ImportProgress value)
        {
            page._trial = value;
            if (Environment.TickCount64 - _told > 250)
            {
                _told = Environment.TickCount64;
                _ = page.InvokeAsync(page.StateHasChanged);
            }
        }
    }
}
