using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Shared;

namespace Portal.Importing;

public sealed partial class ImportChooser : IAsyncDisposable
{
    private const int MostFiles = 10;

    private readonly CancellationSeries _uploads = new();
    private string _path = "";
    private string? _problem;
    private long _done, _bytes;
    private bool _uploading;

    /// <summary>Told the path of what was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnChosen { get; set; }

    [Inject]
    internal ImportService Imports { get; init; } = null!;

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    public ValueTask DisposeAsync() => _uploads.DisposeAsync();

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        _problem = null;
        if (chosen.FileCount > MostFiles)
        {
            _problem = Text["TooManyFiles", chosen.FileCount, MostFiles];
            return;
        }

        var files = chosen.GetMultipleFiles(MostFiles);
        if (files.FirstOrDefault(file => file.Size > ImportService.MostUpload) is { } big)
        {
            _problem = Text["TooBig", big.Name, big.Size / 1048576, ImportService.MostUpload / 1048576];
            return;
        }

        (_uploading, _done, _bytes) = (true, 0, files.Sum(file => file.Size));
        var token = await _uploads.StartAsync();
        try
        {
            var user = (await Authentication.GetAuthenticationStateAsync()).User;
            var path = await Imports.StoreAsync([.. files.Select(file => (file.Name, (Func<Stream>)(() => file.OpenReadStream(ImportService.MostUpload, token))))], new Relay(this), user, token);
            await OnChosen.InvokeAsync(path);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopped, or the page is gone.
        }
        catch (IOException e)
        {
            _problem = Text["UploadFailed", e.Message];
        }
        finally
        {
            _uploading = false;
        }
    }

    private async Task UsePathAsync()
    {
        var path = _path.Trim();
        _problem = path.Length == 0 ? Text["NoPath"].Value : null;
        if (_problem is null)
        {
            await OnChosen.InvokeAsync(path);
        }
    }

    private sealed class Relay(ImportChooser chooser) : IProgress<long>
    {
        private long _told;

        public void Report(long value)
        {
            chooser._done = value;
            if (Environment.TickCount64 - _told > 200)
            {
                _told = Environment.TickCount64;
                _ = chooser.InvokeAsync(chooser.StateHasChanged);
            }
        }
    }
}
