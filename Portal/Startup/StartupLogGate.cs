namespace Portal.Startup;

/// <summary>
/// The host and Kestrel log a failed start with a stack trace before they throw it. While closed, the gate keeps that to
/// the one sentence that the command line prints.
/// </summary>
internal sealed class StartupLogGate
{
    private volatile bool _closed;

    public static readonly string[] Categories =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting.Diagnostics"];

    public void Close() => _closed = true;

    public void Open() => _closed = false;

    public bool Passes(LogLevel level) => !_closed && level >= LogLevel.Warning;
}
