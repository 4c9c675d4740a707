using System.Security.Cryptography;
using System.Text;
using Portal.Data;
using Portal.Importing.Files;

namespace Portal.Importing;

/// <summary>Where imports keep files: what was uploaded, and the rows that were rejected.</summary>
internal sealed class ImportFiles(DataFolder folder, TimeProvider time)
{
    private const int FingerprintedBytes = 1 << 16;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The file of the rows that an import rejected; it may not be there.</summary>
    public string Rejected(Guid run) => Path.Combine(folder.File("imports"), $"{run:N}.rejected.csv");

    /// <summary>A folder of its own for what is uploaded; old ones are cleared away.</summary>
    public string NewUpload()
    {
        var uploads = Path.Combine(folder.File("imports"), "uploads");
        Directory.CreateDirectory(uploads);
        var before = (time.GetUtcNow() - Kept).UtcDateTime;
        foreach (var old in new DirectoryInfo(uploads).EnumerateDirectories().Where(old => old.LastWriteTimeUtc < before))
        {
            old.Delete(recursive: true);
        }

        foreach (var old in new DirectoryInfo(folder.File("imports")).EnumerateFiles("*.rejected.csv").Where(old => old.LastWriteTimeUtc < before))
        {
            old.Delete();
        }

        return Directory.CreateDirectory(Path.Combine(uploads, Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Deletes what was uploaded for an import that is done; leaves files of the server alone.</summary>
    public void DeleteUpload(string path)
    {
        var uploads = Path.Combine(folder.File("imports"), "uploads");
        var parts = Path.GetRelativePath(uploads, Path.GetFullPath(path)).Split(Path.DirectorySeparatorChar);
        if (Guid.TryParseExact(parts[0], "N", out _) && Path.Combine(uploads, parts[0]) is var upload && Directory.Exists(upload))
        {
            Directory.Delete(upload, recursive: true);
        }
    }

    /// <summary>Tells whether files are still the same: their names, lengths and beginnings.</summary>
    public static async Task<string> FingerprintAsync(IImportSource source, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var beginning = new byte[FingerprintedBytes];
        foreach (var file in source.Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\0{file.Length}\0"));
            await using var stream = source.Open(file);
            var read = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, ct);
            hash.AppendData(beginning, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
