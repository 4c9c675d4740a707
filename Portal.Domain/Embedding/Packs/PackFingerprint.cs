using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Domain.Embedding.Packs;

/// <summary>Digests of packs and their files, so that a changed pack never passes for the one that made the stored vectors.</summary>
internal static class PackFingerprint
{
    private const int Digits = 8;

    /// <summary>
    /// The encoder id of a pack: <c>{id}/{precision}/{revision}</c>. Where the pack states no revision it is a fingerprint of
    /// every file and of every setting that reaches a vector, the prefixes among them.
    /// </summary>
    /// <exception cref="TextEncoderException">A file cannot be read.</exception>
    public static string EncoderId(ModelPack pack) => $"{pack.Id}/{pack.Precision}/{pack.Revision ?? Of(pack)}";

    /// <summary>SHA-256 of a file in lower-case hexadecimal.</summary>
    /// <exception cref="TextEncoderException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The file '{path}' of an encoder pack cannot be read: {e.Message}", e);
        }
    }

    private static string Of(ModelPack pack)
    {
        var parts = new List<object> { pack.Dimensions, pack.Pooling, pack.MaxTokens, pack.QueryPrefix, pack.DocumentPrefix, pack.Tokenizer };
        foreach (var file in Directory.EnumerateFiles(pack.Folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name != ModelPack.SettingsFile)
            {
                parts.AddRange([name, OfFile(file)]);
            }
        }

        var all = JsonSerializer.Serialize(parts); // JSON keeps neighbouring values apart
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..Digits];
    }
}
