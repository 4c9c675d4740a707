using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Startup;

namespace Portal.Cli;

/// <summary>A portal with invented data in a temporary folder, which is deleted with it. It is not started: nothing listens, no job runs.</summary>
internal sealed class InventedPortal : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private InventedPortal(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    /// <summary>Path of a file in its folder.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Makes the portal and says how long each part took.</summary>
    /// <param name="portal">Builds it.</param>
    /// <param name="size">What it holds; null for nothing.</param>
    /// <param name="verbose">Whether it logs.</param>
    /// <param name="output">Told.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="VerbException">A setting on the command line leads elsewhere than to the temporary folder.</exception>
    public static async Task<InventedPortal> CreateAsync(PortalFactory portal, SyntheticSize? size, bool verbose, TextWriter output, CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        InventedPortal? invented = null;
        try
        {
            invented = new InventedPortal(portal(
            [
                $"--Portal:DataFolder={folder}", "--Portal:Demo=false", "--Encoder:Kind=None", "--Database:Provider=Sqlite",
                .. verbose ? Array.Empty<string>() : ["--Logging:LogLevel:Default=Error"], "--Logging:Console:LogToStandardErrorThreshold=Trace",
            ]), folder);
            await invented.FillAsync(size, output, token);
            return invented;
        }
        catch
        {
            if (invented is not null)
            {
                await invented.DisposeAsync();
            }

            Delete(folder);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Delete(_folder);
    }

    private static void Delete(string folder)
    {
        SqliteFiles.Release();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task FillAsync(SyntheticSize? size, TextWriter output, CancellationToken token)
    {
        // Settings of the command line come after ours: what they name must not be filled with inventions.
        var provider = Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider;
        if (Services.GetRequiredService<DataFolder>().Path != _folder || provider != DatabaseProvider.Sqlite)
        {
            throw new VerbException("An invented portal is made in a temporary folder on SQLite; leave out --Portal:DataFolder and --Database:Provider.", ExitCode.BadArguments);
        }

        var time = Services.GetRequiredService<TimeProvider>();
        await PortalStartup.PrepareAsync(Services, token);
        if (size is null)
        {
            return;
        }

        await TimedAsync("invented and stored", () => ConsoleProgress.RunAsync(output, "Inventing", progress =>
            new SyntheticPortal(size, time.GetUtcNow().UtcDateTime).FillAsync(Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), progress, token), time));
        await TimedAsync("models trained", () => ConsoleProgress.RunAsync(output, "Training", async progress =>
        {
            var result = await Services.GetRequiredService<ModelTraining>().RunAsync(progress, token);
            progress.Report(new WorkProgress(1, 1, result.Message));
        }, time));
        await TimedAsync("engine built", async () => await Services.GetRequiredService<EngineService>().GetAsync(token));

        async Task TimedAsync(string what, Func<Task> work)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
        }
    }
}
