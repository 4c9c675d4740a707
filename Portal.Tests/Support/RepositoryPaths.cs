namespace Portal.Tests.Support;

/// <summary>Folders of the repository and beside it, found from where the tests were built.</summary>
public static class RepositoryPaths
{
    private const string SharedDataVariable = "PORTAL_SHARED_DATA";

    /// <summary>The folder that holds Portal.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Data sets and large reference files, which are not part of the repository; the folder may be absent.</summary>
    public static string SharedData { get; } =
        Environment.GetEnvironmentVariable(SharedDataVariable) is { Length: > 0 } folder ? folder : Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Small committed reference files of one feature.</summary>
    public static string Reference(params string[] path) => Path.Combine([Root, "Portal.Tests", "Reference", .. path]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Portal.sln was not found above '{AppContext.BaseDirectory}'.");
    }
}
