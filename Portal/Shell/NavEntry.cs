namespace Portal.Shell;

/// <summary>One place of the portal, as the sidebar, the tab bar and the sheet behind "More" name it.</summary>
/// <param name="Href">Where it is, from the root.</param>
/// <param name="TextKey">Its name, a key of ShellText.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Tab">Whether it is worth one of the few places in the tab bar.</param>
/// <param name="Exact">Whether the places below it are others, so that it is not marked there.</param>
public sealed record NavEntry(string Href, string TextKey, string Icon, bool Tab = false, bool Exact = false)
{
    /// <summary>The role that sees <see cref="Administration"/>, and those that see <see cref="Analysis"/>.</summary>
    public const string AdministratorRole = "Admin", AnalystRoles = "Analyst,Admin";

    /// <summary>For everyone who is signed in.</summary>
    public static IReadOnlyList<NavEntry> Everyone { get; } =
    [
        new("/", "Feed", "feed", Tab: true, Exact: true),
        new("/search", "Search", "search", Tab: true),
        new("/saved", "Saved", "bookmark", Tab: true),
        new("/history", "History", "history"),
        new("/preferences", "Preferences", "sliders", Tab: true),
        new("/about-feed", "AboutFeed", "info"),
    ];

    public static IReadOnlyList<NavEntry> Analysis { get; } =
    [
        new("/admin/quality", "Quality", "check"),
        new("/admin/evaluation", "Evaluation", "flask"),
        new("/admin/experiments", "Experiments", "split"),
    ];

    public static IReadOnlyList<NavEntry> Administration { get; } =
    [
        new("/admin", "Overview", "chart", Exact: true),
        new("/admin/weights", "Weights", "weights"),
        new("/admin/catalogue", "Catalogue", "database"),
        new("/admin/import", "Import", "upload"),
        new("/admin/jobs", "Jobs", "jobs"),
        new("/admin/models", "Models", "engine"),
        new("/admin/users", "Users", "users"),
    ];
}
