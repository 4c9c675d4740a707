namespace Portal.Tests.Support;

/// <summary>A test that needs files of the shared data folder; it is skipped, and says so, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="path">What the test needs, relative to the folder.</param>
    public SharedDataFactAttribute(string path)
    {
        var full = System.IO.Path.Combine(Repository.SharedData, path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            Skip = $"Needs '{full}', which is not here; set PORTAL_SHARED_DATA to the folder that holds '{path}'.";
        }

        Path = path;
    }

    /// <summary>What the test needs.</summary>
    public string Path { get; }
}
