using System.Globalization;
using Portal.Diagnostics;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>Shows progress in a terminal as a bar with speed and time left, elsewhere as a line every few seconds.</summary>
internal static class ConsoleProgress
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <param name="output">Where to write; a bar is drawn only where this is the terminal.</param>
    /// <param name="title">What is done, e.g. "Embedding".</param>
    /// <param name="work">The work; it may report from any thread, as often as it likes.</param>
    public static Task RunAsync(TextWriter output, string title, Func<IProgress<WorkProgress>, Task> work, TimeProvider time) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive
            ? WithBarAsync(title, work, time)
            : WithLinesAsync(output, title, work, time);

    private static Task WithBarAsync(string title, Func<IProgress<WorkProgress>, Task> work, TimeProvider time) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                await work(new Sink(time, meter =>
                {
                    task.IsIndeterminate = meter.Current.Total == 0;
                    task.MaxValue = Math.Max(1, meter.Current.Total);
                    task.Value = meter.Current.Done;
                    task.Description = Markup.Escape(Line(title, meter));
                }));
            });

    private static async Task WithLinesAsync(TextWriter output, string title, Func<IProgress<WorkProgress>, Task> work, TimeProvider time)
    {
        var written = time.GetTimestamp();
        var said = "";
        ProgressMeter? last = null;
        await work(new Sink(time, meter =>
        {
            last = meter;
            if (time.GetElapsedTime(written) >= LineInterval)
            {
                output.WriteLine(said = Line(title, meter));
                written = time.GetTimestamp();
            }
        }));
        if (last is not null && Line(title, last) is var end && end != said)
        {
            await output.WriteLineAsync(end);
        }
    }

    private static string Line(string title, ProgressMeter meter)
    {
        var culture = CultureInfo.InvariantCulture;
        var (done, total, message) = meter.Current;
        var text = total > 0 ? string.Create(culture, $"{title}: {done:N0} of {total:N0} ({100.0 * done / total:F0} %)") : string.Create(culture, $"{title}: {done:N0}");
        if (meter.Rate is { } rate)
        {
            text += string.Create(culture, $", {rate:N1}/s");
        }

        if (meter.Remaining is { TotalSeconds: >= 1 } left)
        {
            text += string.Create(culture, $", {(left.TotalHours >= 1 ? left.ToString(@"h\:mm\:ss", culture) : left.ToString(@"m\:ss", culture))} left");
        }

        return message.Length > 0 ? $"{text}, {message}" : text;
    }

    private sealed class Sink(TimeProvider time, Action<ProgressMeter> show) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();
        private readonly ProgressMeter _meter = new(time);

        public void Report(WorkProgress value)
        {
            lock (_gate)
            {
                _meter.Report(value);
                show(_meter);
            }
        }
    }
}
