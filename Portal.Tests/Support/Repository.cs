namespace Portal.Tests.Support;

/// <summary>The source beside the tests, for the rules about files that no compiler keeps.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Portal.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Absolute paths of the files under a folder that are written by people, in order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal)];

    /// <summary>How a file is named in a message.</summary>
    public static string Name(string path) => Path.GetRelativePath(Root, path);

    private static bool IsSource(string path) =>
        !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Portal.sln; run the tests from the repository.");
    }
}
