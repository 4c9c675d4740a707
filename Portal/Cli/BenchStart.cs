using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Portal.Cli;

/// <summary>How long a person waits from starting the program to their first page, and what memory it takes: on an empty data folder, and later.</summary>
internal sealed class BenchStart : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Starts = ["first start", "later start"];

    public Command Create(PortalFactory portal)
    {
        Option<int> settle = new("--settle") { Description = "Seconds after the first page at which memory is looked at again, 0 to 600.", DefaultValueFactory = _ => 20 };
        Option<bool> empty = new("--empty") { Description = "Without the demo's catalogue and people." };
        Command command = new("start", "Seconds from start to first page, and resident memory: a first start on an empty data folder, and a later one. Uses a temporary folder.") { settle, empty };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var seconds = BenchFormat.Checked(parse, settle, 0, 600);
            var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
            try
            {
                foreach (var which in Starts)
                {
                    await MeasureAsync(which, [$"--Portal:DataFolder={folder}", $"--Portal:Demo={!parse.GetValue(empty)}"], seconds, parse.InvocationConfiguration.Output, ct);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }, ct));
        return command;
    }

    private static async Task MeasureAsync(string which, string[] settings, int settle, TextWriter output, CancellationToken token)
    {
        using OwnProcess process = OwnProcess.Start(["serve", "--urls=http://127.0.0.1:0", .. settings]);
        var address = await process.ListeningAsync(token).WaitAsync(Patience, token);
        using HttpClient client = new() { BaseAddress = address, Timeout = Patience };
        using (var page = await client.GetAsync(new Uri("/", UriKind.Relative), token))
        {
            if (page.StatusCode != HttpStatusCode.OK)
            {
                throw new VerbException($"The first page answered {(int)page.StatusCode}.");
            }
        }

        var seconds = process.Elapsed.TotalSeconds;
        var atOnce = process.ResidentBytes;
        await Task.Delay(TimeSpan.FromSeconds(settle), token);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{which}: first page after {seconds:F2} s; resident {BenchFormat.Mebibytes(atOnce)} MiB then, {BenchFormat.Mebibytes(process.ResidentBytes)} MiB {settle} s later"));
        await process.StopAsync(token);
    }

    /// <summary>This very program, once more.</summary>
    private sealed class OwnProcess : IDisposable
    {
        private const string Listens = "Portal listens on ";

        private readonly Process _process;
        private readonly long _started = Stopwatch.GetTimestamp();

        private OwnProcess(Process process) => _process = process;

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

        public long ResidentBytes
        {
            get
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
        }

        public static OwnProcess Start(string[] args)
        {
            var program = Environment.ProcessPath ?? throw new VerbException("The program does not know where its own file is.");

            // Built but not published, the program is a library that the dotnet command runs.
            string[] all = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(BenchStart).Assembly.Location, .. args] : args;
            return new OwnProcess(Process.Start(new ProcessStartInfo(program, all) { RedirectStandardOutput = true })
                ?? throw new VerbException($"{program} could not be started."));
        }

        /// <summary>The address in the line with which a portal greets.</summary>
        public async Task<Uri> ListeningAsync(CancellationToken token)
        {
            while (await _process.StandardOutput.ReadLineAsync(token) is { } line)
            {
                if (line.StartsWith(Listens, StringComparison.Ordinal))
                {
                    return new Uri(line[Listens.Length..].Split([',', ' '], 2)[0]);
                }
            }

            throw new VerbException("The portal ended before it listened; its output says why.");
        }

        /// <summary>Asks it to end, as Ctrl+C does; where that cannot be asked, ends it.</summary>
        public async Task StopAsync(CancellationToken token)
        {
            if (OperatingSystem.IsWindows())
            {
                _process.Kill(entireProcessTree: true);
            }
            else
            {
                using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
                await signal.WaitForExitAsync(token);
            }

            await _process.WaitForExitAsync(token).WaitAsync(Patience, token);
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }

            _process.Dispose();
        }
    }
}
