using System.Text.Json;

namespace Portal.Domain.Embedding.Tokenization;

/// <summary>Reads Hugging Face <c>tokenizer.json</c> files of BERT-type models; anything else is refused, never guessed.</summary>
internal static class TokenizerJson
{
    /// <exception cref="TextEncoderException">The file cannot be read, or is of another kind.</exception>
    public static (Dictionary<string, int> Vocabulary, BertNormaliser Normaliser) Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(json.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"'{path}' cannot be read as a tokenizer.json ({e.Message}); use the file that came with the model.", e);
        }
    }

    private static (Dictionary<string, int> Vocabulary, BertNormaliser Normaliser) Read(JsonElement root, string path)
    {
        var model = root.GetProperty("model");
        var normalizer = root.GetProperty("normalizer");
        var prefix = Text(model, "continuing_subword_prefix");
        // Old files do not name the model's type; only WordPiece has the prefix.
        Demand(path, "model", Text(model, "type") is "" && prefix == "##" ? "WordPiece" : Text(model, "type"), "WordPiece");
        Demand(path, "continuing_subword_prefix", prefix, "##");
        Demand(path, "normalizer", Text(normalizer, "type"), "BertNormalizer");
        Demand(path, "clean_text", Flag(normalizer, "clean_text") is false ? "false" : "true", "true");
        Demand(path, "pre_tokenizer", Text(root.GetProperty("pre_tokenizer"), "type"), "BertPreTokenizer");

        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var piece in model.GetProperty("vocab").EnumerateObject())
        {
            vocabulary[piece.Name] = piece.Value.GetInt32();
        }

        var lowercase = Flag(normalizer, "lowercase") ?? true;
        return (vocabulary, new BertNormaliser(
            lowercase,
            StripAccents: Flag(normalizer, "strip_accents") ?? lowercase,
            SplitIdeographs: Flag(normalizer, "handle_chinese_chars") ?? true));
    }

    private static void Demand(string path, string what, string actual, string wanted)
    {
        if (actual != wanted)
        {
            throw new TextEncoderException($"'{path}' has {what} '{actual}', but only '{wanted}' can be used: choose a model with a BERT WordPiece tokenizer.");
        }
    }

    private static string Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool? Flag(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : null;
}
