namespace Portal.Shell;

/// <summary>A choice of colours. It lives in a cookie, so that the first byte of a page already has it and nothing flashes.</summary>
/// <param name="Name">Value of the cookie and of <c>data-theme</c>.</param>
/// <param name="TextKey">Its name, a key of ShellText.</param>
/// <param name="Icon">Its drawing.</param>
public sealed record PortalTheme(string Name, string TextKey, string Icon)
{
    /// <summary>Also written by shell.js.</summary>
    public const string CookieName = "portal-theme";

    public static PortalTheme System { get; } = new("system", "ThemeSystem", "monitor");

    public static IReadOnlyList<PortalTheme> All { get; } =
    [
        new("light", "ThemeLight", "sun"),
        new("dark", "ThemeDark", "moon"),
        System,
    ];

    /// <summary>The theme of a request; the device's where none, or nothing known, was chosen.</summary>
    public static PortalTheme From(HttpContext context) =>
        All.FirstOrDefault(theme => theme.Name == context.Request.Cookies[CookieName]) ?? System;
}
