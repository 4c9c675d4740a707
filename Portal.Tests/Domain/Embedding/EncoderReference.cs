using System.Text.Json;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

/// <summary>A text, its token ids and its vector from the published TensorFlow.js model.</summary>
public sealed record ReferenceVector(string Text, int[] Ids, float[] Vector);

/// <summary>A text and its token ids from an outside implementation.</summary>
public sealed record ReferenceTokens(string Text, int[] Ids);

/// <summary>Reads reference files: the small committed ones and, where it is present, the larger shared set.</summary>
public static class EncoderReference
{
    public const string SharedFolder = "embedding-reference";

    public static ReferenceVector[] Vectors(bool shared = false) => Read<VectorFile>("use-lite-vectors.json", shared).Items;

    public static ReferenceTokens[] Tokens(bool shared = false) => Read<TokenFile>("use-lite-tokens.json", shared).Cases;

    public static (string[] Vocabulary, ReferenceTokens[] Cases) WordPieces(bool shared = false)
    {
        var file = Read<WordPieceFile>("wordpiece-tokens.json", shared);
        return (file.Vocab, file.Cases);
    }

    private static T Read<T>(string file, bool shared)
    {
        var path = shared ? Path.Combine(Repository.SharedData, SharedFolder, file) : Repository.Reference("embedding", file);
        return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;
    }

    private sealed record VectorFile(ReferenceVector[] Items);

    private sealed record TokenFile(ReferenceTokens[] Cases);

    private sealed record WordPieceFile(string[] Vocab, ReferenceTokens[] Cases);
}
