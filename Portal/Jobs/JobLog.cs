using System.Globalization;

namespace Portal.Jobs;

/// <summary>The last lines of what a run has to say. Thread-safe.</summary>
internal sealed class JobLog(TimeProvider time)
{
    public const int MostLines = 200, MostCharacters = 16_000;

    private const int LongestLine = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private int _characters;
    private string? _text = "";

    /// <summary>Adds what may be several lines, each with the time, in UTC, before it; the oldest lines go when there are too many.</summary>
    public void Add(string text)
    {
        var stamp = time.GetUtcNow().ToString("HH:mm:ss'Z '", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            foreach (var line in text.Split('\n'))
            {
                var trimmed = line.TrimEnd();
                if (trimmed.Length == 0)
                {
                    continue;
                }

                var stamped = stamp + (trimmed.Length <= LongestLine ? trimmed : string.Concat(trimmed.AsSpan(0, LongestLine), "…"));
                _lines.Enqueue(stamped);
                _characters += stamped.Length + 1;
            }

            while (_lines.Count > MostLines || _characters > MostCharacters)
            {
                _characters -= _lines.Dequeue().Length + 1;
            }

            _text = null;
        }
    }

    /// <summary>The lines, one below the other; the same object while nothing is added.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _text ??= string.Join('\n', _lines);
        }
    }
}

/// <summary>Gives what is logged while a job works, in whatever class, to that job's run as well. Outside of runs it costs one look at a field.</summary>
internal sealed class JobLogProvider : ILoggerProvider
{
    private static readonly AsyncLocal<JobLog?> Run = new();

    /// <summary>From here on, what the calling method and all that it starts log belongs to a run; until that method, an asynchronous one, returns.</summary>
    public static void BeginRun(JobLog log) => Run.Value = log;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None && Run.Value is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Run.Value!.Add(exception is null ? $"{Level(logLevel)}{name}: {formatter(state, exception)}" : $"{Level(logLevel)}{name}: {formatter(state, exception)}\n{exception}");
            }
        }

        private static string Level(LogLevel level) => level == LogLevel.Information ? "" : $"{level}: ";
    }
}
