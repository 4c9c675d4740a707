using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Packs;
using Portal.Engine;

namespace Portal.Models;

/// <summary>A pack in the data folder.</summary>
/// <param name="Pack">What it is; null where it cannot work.</param>
/// <param name="Problem">Why it cannot; null where it can.</param>
public sealed record FoundPack(string Id, ModelPack? Pack, string? Problem, long Bytes);

/// <summary>The model packs of the data folder: lists, takes in and removes them. What is taken in was opened and has encoded a text before.</summary>
public sealed class EncoderPacks(DataFolder folder, EncoderLoader loader, EncoderHost encoder, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Largest zip file, and most that may come out of it.</summary>
    public const long MostZipBytes = 2L << 30, MostBytes = 4L << 30;

    private const int MostFiles = 64;
    private const string Incoming = ".incoming-";

    /// <summary>All packs, by id; the converted built-in encoder is none.</summary>
    public IReadOnlyList<FoundPack> List()
    {
        DirectoryInfo packs = new(folder.Encoders);
        return packs.Exists ? [.. packs.EnumerateDirectories().Where(pack => pack.Name[0] != '.').OrderBy(pack => pack.Name, StringComparer.Ordinal).Select(Read).OfType<FoundPack>()] : [];
    }

    /// <summary>Takes a pack in from a zip file with <c>model.json</c>, <c>model.onnx</c> and the vocabulary, at its root or in one folder.</summary>
    /// <returns>The pack's id.</returns>
    /// <exception cref="TextEncoderException">It is no pack, or one that cannot work; the message says what is wrong. Nothing is left behind.</exception>
    public async Task<string> AddAsync(Actor actor, Stream zip, CancellationToken cancellationToken)
    {
        var root = Path.Combine(folder.Encoders, Incoming + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(root);
        try
        {
            var file = Path.Combine(root, "upload.zip");
            await using (var copy = File.Create(file))
            {
                await zip.CopyToAsync(copy, cancellationToken);
            }

            var unpacked = Directory.CreateDirectory(Path.Combine(root, "files")).FullName;
            await UnpackAsync(file, unpacked, cancellationToken);
            var id = IdOf(unpacked);
            var whole = Path.Combine(root, id);
            Directory.Move(unpacked, whole);
            ModelPackReader.Read(whole);
            var result = await loader.LoadAsync(new EncoderOptions { Kind = EncoderKind.Pack, PackId = id, ExecutionProvider = ExecutionProvider.Cpu }, "", root, null, cancellationToken);
            (result.Encoder ?? throw new TextEncoderException(result.Reason!)).Dispose();
            var target = Path.Combine(folder.Encoders, id);
            if (Directory.Exists(target))
            {
                throw new TextEncoderException($"There is a pack '{id}' already; remove it first, or give the new one another id in its {ModelPack.SettingsFile}.");
            }

            Directory.Move(whole, target);
            await AuditAsync(actor, "encoder.pack-added", id, cancellationToken);
            return id;
        }
        catch (InvalidDataException error)
        {
            throw new TextEncoderException($"The file is no zip file that can be read ({error.Message}); make it anew.", error);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Removes a pack.</summary>
    /// <returns>False where it serves or is about to: then it stays.</returns>
    public async Task<bool> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (IsUsed(id) || !ModelPackReader.IsId(id))
        {
            return false;
        }

        var path = Path.Combine(folder.Encoders, id);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            await AuditAsync(actor, "encoder.pack-removed", id, cancellationToken);
        }

        return true;
    }

    /// <summary>Whether a pack serves, or is about to.</summary>
    public bool IsUsed(string id) =>
        encoder.Plan.Wanted?.PackId == id || encoder.Plan.Present?.PackId == id || encoder.EncoderId?.StartsWith(id + "/", StringComparison.Ordinal) == true;

    private static FoundPack? Read(DirectoryInfo pack)
    {
        var bytes = pack.EnumerateFiles().Sum(file => file.Length);
        try
        {
            var read = ModelPackReader.Read(pack.FullName);
            return read.Converter is null ? new FoundPack(pack.Name, read, null, bytes) : null;
        }
        catch (TextEncoderException error)
        {
            return new FoundPack(pack.Name, null, error.Message, bytes);
        }
    }

    // Files only, side by side: names with a path could lead out of the folder.
    private static async Task UnpackAsync(string file, string into, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
        var files = archive.Entries.Where(entry => entry.Name.Length > 0).ToList();
        if (files.Count is 0 or > MostFiles)
        {
            throw new TextEncoderException($"The zip file has {files.Count} files; a pack has its {ModelPack.SettingsFile}, {ModelPack.ModelFile} and vocabulary, at most {MostFiles} files.");
        }

        if (files.Select(entry => entry.FullName.Replace('\\', '/')[..^entry.Name.Length]).Distinct().Count() > 1)
        {
            throw new TextEncoderException("The files of the zip file lie in different folders; put them all at its root or into one folder.");
        }

        var left = MostBytes;
        var buffer = new byte[1 << 20];
        foreach (var entry in files)
        {
            await using var from = await entry.OpenAsync(cancellationToken);
            await using var to = File.Create(Path.Combine(into, Path.GetFileName(entry.Name)));
            for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                // What an entry says of its length may be wrong.
                left -= read;
                if (left < 0)
                {
                    throw new TextEncoderException($"The zip file unpacks to more than {MostBytes >> 30} GB, which no pack needs.");
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }

    private static string IdOf(string unpacked)
    {
        var path = Path.Combine(unpacked, ModelPack.SettingsFile);
        if (!File.Exists(path))
        {
            throw new TextEncoderException($"The zip file has no {ModelPack.SettingsFile}; put the pack's settings beside {ModelPack.ModelFile}.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && ModelPackReader.IsId(id.GetString()!)
                ? id.GetString()!
                : throw new TextEncoderException($"The field 'id' of {ModelPack.SettingsFile} is missing or no id: 1 to 64 characters of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.");
        }
        catch (JsonException error)
        {
            throw new TextEncoderException($"{ModelPack.SettingsFile} is no valid JSON: {error.Message}", error);
        }
    }

    private async Task AuditAsync(Actor actor, string action, string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Audit(actor, action, id, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
    }
}
