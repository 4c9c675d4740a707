using System.Text.Json;
using Portal.Data;
using Portal.Domain.Collaborative;
using Portal.Domain.ShortTerm;

namespace Portal.Engine.Models;

/// <summary>
/// Keeps sets of models in the data folder: one folder each, which gets its name only when everything in it is complete, so that
/// an interrupted write leaves nothing that could be taken for a set. The newest two are kept.
/// </summary>
public sealed partial class ModelFiles(DataFolder folder, ILogger<ModelFiles> logger)
{
    private const int Kept = 2;
    private const string Unfinished = ".unfinished-", FactsFile = "facts.json", CollaborativeFile = "collaborative.model", PopularFile = "popular.model", TransitionsFile = "transitions.model", MomentsFile = "moments.model";

    private string Root => folder.File("models");

    /// <summary>Writes a set and puts it in force for the next start; older sets than the one before it are deleted.</summary>
    public void Save(ModelSet set)
    {
        Directory.CreateDirectory(Root);
        foreach (var left in Directory.EnumerateDirectories(Root, Unfinished + "*"))
        {
            Directory.Delete(left, recursive: true);
        }

        var unfinished = Path.Combine(Root, Unfinished + set.Facts.Version);
        Directory.CreateDirectory(unfinished);
        Write(CollaborativeFile, stream => ModelFile.Write(stream, set.Collaborative, set.ItemIds));
        Write(PopularFile, stream => ModelFile.Write(stream, set.Popular, set.ItemIds));
        Write(TransitionsFile, stream => TransitionFile.Save(set.Transitions, stream));
        Write(MomentsFile, set.Moments.Save);
        Write(FactsFile, stream => JsonSerializer.Serialize(stream, set.Facts, JsonSerializerOptions.Web));
        var finished = Path.Combine(Root, set.Facts.Version);
        if (Directory.Exists(finished))
        {
            // The same set, learned again within the second: then the one that is there is damaged.
            Directory.Delete(finished, recursive: true);
        }

        Directory.Move(unfinished, finished);
        foreach (var old in Sets().Skip(Kept))
        {
            Directory.Delete(old, recursive: true);
        }

        void Write(string name, Action<Stream> write)
        {
            using FileStream stream = new(Path.Combine(unfinished, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            write(stream);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>The newest set whose files are sound; null when there is none.</summary>
    public ModelSet? Load()
    {
        foreach (var path in Sets())
        {
            try
            {
                return Load(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ModelFileException or InvalidDataException or JsonException or ArgumentException)
            {
                LogUnreadable(logger, Path.GetFileName(path), e.Message);
            }
        }

        return null;
    }

    private static ModelSet Load(string path)
    {
        var facts = Read(FactsFile, stream => JsonSerializer.Deserialize<ModelFacts>(stream, JsonSerializerOptions.Web)) ?? throw new InvalidDataException($"{FactsFile} is empty.");
        var collaborative = Read(CollaborativeFile, ModelFile.Read);
        var popular = Read(PopularFile, ModelFile.Read);
        var transitions = Read(TransitionsFile, TransitionFile.Load);
        var moments = Read(MomentsFile, MomentCounts.Load);
        return transitions.ItemCount == collaborative.ItemIds.Count && popular.ItemIds.SequenceEqual(collaborative.ItemIds)
            ? new ModelSet(facts, collaborative.ItemIds, collaborative.Model, popular.Model, transitions, moments)
            : throw new InvalidDataException("The models are of different catalogues.");

        T Read<T>(string name, Func<Stream, T> read)
        {
            using FileStream stream = new(Path.Combine(path, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return read(stream);
        }
    }

    // Names sort by time: the newest first.
    private IEnumerable<string> Sets() => Directory.Exists(Root)
        ? Directory.GetDirectories(Root).Where(path => !Path.GetFileName(path).StartsWith(Unfinished, StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal)
        : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The models of {Version} cannot be read and are passed over: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string version, string reason);
}
