namespace Portal.Tests.Browser;

/// <summary>The browser that is installed: Playwright brings none of its own here.</summary>
internal static class Chromium
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>Why nothing can be tested in a browser; null where it can.</summary>
    public static string? Missing { get; } = File.Exists(Path) ? null : $"No Chromium at {Path}; install it or set PORTAL_CHROMIUM to the path of one.";

    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];
}
