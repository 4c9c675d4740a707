namespace Portal;

/// <summary>
/// appsettings.json and wwwroot lie at the root of the repository and, once published, beside Portal.dll:
/// the content root is the working directory or the nearest folder above the program that holds appsettings.json.
/// </summary>
internal static class ContentRoot
{
    public static string Find()
    {
        if (IsContentRoot(Directory.GetCurrentDirectory()))
        {
            return Directory.GetCurrentDirectory();
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent!)
        {
            if (IsContentRoot(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }

    private static bool IsContentRoot(string folder) => File.Exists(Path.Combine(folder, "appsettings.json"));
}
