using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Portal.Tests.Support;

/// <summary>A folder of a test's own, deleted with it.</summary>
public sealed class TestFolder : IDisposable
{
    private const int Attempts = 20;

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
        for (var attempt = 1; Directory.Exists(FullName); attempt++)
        {
            try
            {
                Directory.Delete(FullName, recursive: true);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // What a portal began before it was stopped, such as converting the encoder, may still write a file.
                Thread.Sleep(100);
            }
        }
    }
}
