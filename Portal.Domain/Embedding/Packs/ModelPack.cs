namespace Portal.Domain.Embedding.Packs;

/// <summary>How token vectors become the vector of the text.</summary>
public enum PoolingMode
{
    /// <summary>The model already gives one vector a text, [batch, dimensions].</summary>
    None,

    /// <summary>The mean over the real tokens.</summary>
    Mean,

    /// <summary>The vector of the first token.</summary>
    Cls,
}

/// <summary>Which tokenizer a pack's vocabulary is for.</summary>
public enum PackTokenizer
{
    /// <summary>WordPiece, lower case, accents stripped; a <c>tokenizer.json</c>'s own settings win.</summary>
    WordPiece,

    /// <summary>WordPiece with case and accents kept; a <c>tokenizer.json</c>'s own settings win.</summary>
    WordPieceCased,

    /// <summary>Universal Sentence Encoder Lite's own.</summary>
    UseLite,
}

/// <summary>
/// A model in a folder <c>{data}/encoders/{id}/</c>: <c>model.onnx</c>, a vocabulary (<c>vocab.txt</c>, <c>tokenizer.json</c>
/// or <c>vocab.json</c>) and these settings in <c>model.json</c>. Every instance has been validated.
/// </summary>
public sealed record ModelPack
{
    /// <summary>Name of the file with the settings.</summary>
    public const string SettingsFile = "model.json";

    /// <summary>Name of the file with the graph.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The folder, which bears the pack's id as its name.</summary>
    public required string Folder { get; init; }

    /// <summary>The model's name: <c>[a-z0-9][a-z0-9._-]{0,63}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Length of a vector, from 1 to 8,192.</summary>
    public required int Dimensions { get; init; }

    /// <summary>How token vectors become the vector of the text.</summary>
    public required PoolingMode Pooling { get; init; }

    /// <summary>Tokens after which a text is cut, special tokens included; from 8 to 8,192.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>What is put before a text that searches.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>What is put before a text that is searched in.</summary>
    public string DocumentPrefix { get; init; } = "";

    /// <summary>The tokenizer.</summary>
    public required PackTokenizer Tokenizer { get; init; }

    /// <summary>The languages the model was made for, e.g. <c>en</c>; empty where it does not say.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Precision as it stands in the encoder id; <c>f32</c> where the file does not say.</summary>
    public string Precision { get; init; } = "f32";

    /// <summary>Revision as the file states it; null where it does not, and a fingerprint of the pack takes its place.</summary>
    public string? Revision { get; init; }

    /// <summary>SHA-256 of <c>model.onnx</c> in lower-case hexadecimal; null where the file does not say.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What made the pack, e.g. our converter and its version; null for packs of other origin.</summary>
    public string? Converter { get; init; }

    /// <summary>Path of the graph.</summary>
    public string ModelPath => Path.Combine(Folder, ModelFile);
}
