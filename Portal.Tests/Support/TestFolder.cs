namespace Portal.Tests.Support;

internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(FullName);

    public string FullName { get; } = Path.Combine(Path.GetTempPath(), "portal-tests", Guid.NewGuid().ToString("N"));

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(FullName, recursive: true);
    }
}
