using System.IO.Compression;

namespace Portal.Importing.Files;

/// <summary>A file of what is imported.</summary>
/// <param name="Name">Its name, in a folder of its own the path within.</param>
/// <param name="Length">Its bytes.</param>
public sealed record SourceFile(string Name, long Length);

/// <summary>What is imported: a file, a folder, or an archive.</summary>
internal interface IImportSource : IDisposable
{
    /// <summary>Its files, by name.</summary>
    IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Whether reading of a file may begin in its middle.</summary>
    bool CanSeek { get; }

    /// <summary>Opens a file from its beginning.</summary>
    Stream Open(SourceFile file);
}

internal static class ImportSource
{
    /// <summary>Opens what a path names.</summary>
    /// <exception cref="ImportException">There is nothing, or it is an archive that is too big.</exception>
    public static IImportSource Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? FolderSource.OfFolder(path)
                : !File.Exists(path) ? throw new ImportException($"There is no file or folder '{path}'.")
                : IsZip(path) ? new ZipSource(path)
                : FolderSource.OfFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message}");
        }
    }

    private static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }
}

internal sealed class FolderSource : IImportSource
{
    // A data set has a handful of files: a folder of the system that somebody names by mistake has many.
    private const int MostFiles = 1000;

    private readonly string _folder;

    private FolderSource(string folder, IEnumerable<FileInfo> files) => (_folder, Files) = (folder, [.. files.Select(file => new SourceFile(file.Name, file.Length))]);

    public IReadOnlyList<SourceFile> Files { get; }

    public bool CanSeek => true;

    public static FolderSource OfFile(string path) => new(Path.GetDirectoryName(path) ?? "", [new FileInfo(path)]);

    public static FolderSource OfFolder(string path) => new(path, new DirectoryInfo(path).EnumerateFiles().Take(MostFiles).OrderBy(file => file.Name, StringComparer.Ordinal));

    public Stream Open(SourceFile file) => new FileStream(Path.Combine(_folder, file.Name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

    public void Dispose()
    {
        // Nothing is open between reads.
    }
}

/// <summary>A ZIP archive, read as it is unpacked. What it claims to hold is limited, and it cannot hold more than it claims.</summary>
internal sealed class ZipSource : IImportSource
{
    /// <summary>Most files of an archive.</summary>
    public const int MostFiles = 1000;

    /// <summary>Most bytes that all files have unpacked.</summary>
    public const long MostBytes = 32L << 30;

    /// <summary>How many times longer a file of more than a mebibyte may be unpacked. Texts shrink to a tenth.</summary>
    public const int MostRatio = 200;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    public ZipSource(string path)
    {
        _archive = ZipFile.OpenRead(path);
        try
        {
            var entries = _archive.Entries.Where(entry => entry.Name.Length > 0).ToList();
            Check(Path.GetFileName(path), entries);

            // Data sets are packed with their folder: what counts is the file's own name.
            _entries = entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
            Files = [.. _entries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SourceFile(pair.Key, pair.Value.Length))];
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    public IReadOnlyList<SourceFile> Files { get; }

    public bool CanSeek => false;

    public Stream Open(SourceFile file) => new AtMostStream(_entries[file.Name].Open(), file);

    public void Dispose() => _archive.Dispose();

    private static void Check(string name, List<ZipArchiveEntry> entries)
    {
        if (entries.Count > MostFiles)
        {
            throw new ImportException($"{name} holds {entries.Count} files; at most {MostFiles} are taken.");
        }

        // Each alone first: what an archive claims may not even fit into a number when it is added up.
        if (entries.Any(entry => entry.Length > MostBytes) || entries.Sum(entry => entry.Length) > MostBytes)
        {
            throw new ImportException($"{name} holds more than {MostBytes} bytes unpacked, which is the most that is taken. Unpack it and import the folder.");
        }

        if (entries.Find(entry => entry.Length > 1 << 20 && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio) is { } bomb)
        {
            throw new ImportException($"{name}: '{bomb.Name}' is {bomb.Length / Math.Max(1, bomb.CompressedLength)} times longer unpacked than packed; at most {MostRatio} times is taken. Unpack it and import the folder.");
        }
    }

    private sealed class AtMostStream(Stream inner, SourceFile file) : Stream
    {
        private long _left = file.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Length - _left;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await inner.ReadAsync(buffer, cancellationToken));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read) => (_left -= read) >= 0 ? read : throw new ImportException($"'{file.Name}' holds more than the {file.Length} bytes that the archive tells of it.");
    }
}
