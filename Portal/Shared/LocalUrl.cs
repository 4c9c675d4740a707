namespace Portal.Shared;

/// <summary>Addresses that came from outside and may only lead back into the portal.</summary>
public static class LocalUrl
{
    /// <summary><paramref name="url"/> where it is a path of this site, else "/".</summary>
    public static string OrRoot(string? url) => IsLocal(url) ? url! : "/";

    /// <summary>Whether <paramref name="url"/> is a path of this site. "//host" and "/\host" are other sites to a browser.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
