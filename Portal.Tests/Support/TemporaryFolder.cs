namespace Portal.Tests.Support;

/// <summary>A folder of one test, removed with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder, which exists and is empty.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("portal-test-").FullName;

    /// <summary>A path inside.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
