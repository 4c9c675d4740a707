using System.Text.Json;
using Portal.Domain.Embedding.Onnx;

namespace Portal.Domain.Embedding.Packs;

/// <summary>Makes the default encoder's pack from the files that travel with the program.</summary>
internal static class UseLiteConverter
{
    /// <summary>Id of the pack and name of its folder. Its precision can change; its id cannot.</summary>
    public const string PackId = "use-lite-en-0.2.0";

    /// <summary>Rises with every change of the graph that changes vectors.</summary>
    public const string Revision = "1";

    /// <summary>Name and version of the converter; a pack of another version is made anew.</summary>
    public const string Name = "Portal UseLiteConverter 1";

    /// <summary>Checks the source files, builds the graph and writes the pack.</summary>
    /// <param name="sourceFolder">The published files.</param>
    /// <param name="packsFolder">The folder of all packs; made where it is missing.</param>
    /// <param name="precision">In which numbers the model shall compute.</param>
    /// <returns>The pack.</returns>
    /// <remarks>Each file is written beside its place and then renamed, the settings last: a pack with settings is whole.</remarks>
    /// <exception cref="TextEncoderException">A source file is missing or changed, or the pack cannot be written.</exception>
    public static ModelPack Convert(string sourceFolder, string packsFolder, UseLitePrecision precision)
    {
        var vocabulary = UseLiteSource.ReadVocabulary(sourceFolder);
        var licence = UseLiteSource.ReadLicence(sourceFolder);
        var weights = UseLiteSource.ReadWeights(sourceFolder);
        var folder = Path.Combine(packsFolder, PackId);
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(Path.Combine(folder, ModelPack.SettingsFile));
            Write(folder, UseLiteSource.VocabularyFile, stream => stream.Write(vocabulary));
            Write(folder, UseLiteSource.LicenceFile, stream => stream.Write(licence));
            Write(folder, ModelPack.ModelFile, stream => UseLiteGraph.Write(weights, precision, stream));
            var settings = Settings(precision, PackFingerprint.OfFile(Path.Combine(folder, ModelPack.ModelFile)));
            Write(folder, ModelPack.SettingsFile, stream => JsonSerializer.Serialize(stream, settings, ModelPackJson.Options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The converted encoder cannot be written to '{folder}' ({e.Message}); make the folder writable and see that there are 40 MB of room.", e);
        }

        return ModelPackReader.Read(folder);
    }

    /// <summary>The pack made earlier, where it is whole, unchanged and of an accepted precision; otherwise null.</summary>
    public static ModelPack? FindConverted(string packsFolder, IReadOnlyCollection<UseLitePrecision> accepted)
    {
        var folder = Path.Combine(packsFolder, PackId);
        if (!File.Exists(Path.Combine(folder, ModelPack.SettingsFile)))
        {
            return null;
        }

        try
        {
            var pack = ModelPackReader.Read(folder);
            var usable = pack.Converter == Name
                && accepted.Any(p => p.Label() == pack.Precision)
                && pack.Sha256 == PackFingerprint.OfFile(pack.ModelPath);
            UseLiteSource.ReadVocabulary(folder);
            return usable ? pack : null;
        }
        catch (TextEncoderException)
        {
            return null; // whatever is wrong with it, a new conversion puts it right or says why not
        }
    }

    private static ModelPackJson Settings(UseLitePrecision precision, string digest) => new()
    {
        Id = PackId,
        Dimensions = UseLiteGraph.Dimensions,
        Pooling = "none",
        Normalise = true,
        MaxTokens = UseLiteGraph.MaxTokens,
        Tokenizer = "use-lite",
        Languages = ["en"],
        Precision = precision.Label(),
        Revision = Revision,
        Sha256 = digest,
        Converter = Name,
        ConvertedFrom = $"converted from the TensorFlow.js graph of {UseLiteSource.PackageName} (Universal Sentence Encoder Lite)",
        Licence = "Apache-2.0",
    };

    private static void Write(string folder, string file, Action<Stream> write)
    {
        var path = Path.Combine(folder, file);
        var part = path + ".part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(stream);
        }

        File.Move(part, path, overwrite: true);
    }
}
