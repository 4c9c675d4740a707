using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Portal.Tests.Support;

/// <summary>A folder of a test's own, deleted with it.</summary>
public sealed class TestFolder : IDisposable
{
    private static int _count;

    public TestFolder()
    {
        FullName = Path.Combine(
            Path.GetTempPath(),
            "portal-tests",
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"));
        Directory.CreateDirectory(FullName);
    }

    public string FullName { get; }

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        // A pooled connection keeps the database file open.
        SqliteConnection.ClearAllPools();
        Directory.Delete(FullName, recursive: true);
    }
}
