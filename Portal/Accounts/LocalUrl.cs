namespace Portal.Accounts;

/// <summary>Where to go after signing in: only ever a place in this portal.</summary>
internal static class LocalUrl
{
    /// <summary>The address when it is a path of this host, else the start page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    // Browsers read "//x" and "/\x" as another host, and drop tabs and line ends before they look.
    private static bool IsLocal(string? url) =>
        url is ['/', ..]
        && url is not ['/', '/' or '\\', ..]
        && !url.Any(char.IsControl);
}
