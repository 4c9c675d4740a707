using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Domain.Embedding.Onnx;

namespace Portal.Domain.Embedding.Packs;

/// <summary>Reads <c>model.json</c> of a pack and refuses what cannot work, one clear sentence each.</summary>
public static partial class ModelPackReader
{
    private const int LargestDimensions = 8192;
    private const int FewestTokens = 8;
    private const int MostTokens = 8192;
    private const int LongestPrefix = 1000;

    /// <summary>Whether <paramref name="id"/> can name a pack; such a name is also safe as a folder's.</summary>
    public static bool IsId(string id) => IdPattern().IsMatch(id);

    /// <summary>Reads and validates the pack in <paramref name="folder"/>.</summary>
    /// <exception cref="TextEncoderException">The pack is missing or cannot work; the message names the field, its value and the rule.</exception>
    public static ModelPack Read(string folder)
    {
        var path = Path.Combine(folder, ModelPack.SettingsFile);
        var json = ReadJson(path);
        var tokenizer = TokenizerOf(json, path);
        var pack = new ModelPack
        {
            Folder = folder,
            Id = IdOf(json, folder, path),
            Dimensions = Within(json.Dimensions, "dimensions", 1, LargestDimensions, path),
            Pooling = PoolingOf(json, path),
            MaxTokens = Within(json.MaxTokens, "maxTokens", FewestTokens, tokenizer == PackTokenizer.UseLite ? UseLiteGraph.MaxTokens : MostTokens, path),
            QueryPrefix = Prefix(json.QueryPrefix, "queryPrefix", path),
            DocumentPrefix = Prefix(json.DocumentPrefix, "documentPrefix", path),
            Tokenizer = tokenizer,
            Languages = LanguagesOf(json, path),
            Precision = Matching(json.Precision, "precision", LabelPattern(), "lower-case letters, digits and hyphens, e.g. int8", path) ?? "f32",
            Revision = Matching(json.Revision, "revision", LabelPattern(), "lower-case letters, digits and hyphens, e.g. 1", path),
            Sha256 = Matching(json.Sha256, "sha256", DigestPattern(), "64 lower-case hexadecimal digits", path),
            Converter = json.Converter,
        };
        if (json.Normalise == false)
        {
            throw Refusal(path, "normalise", "false", "must be true, because the portal scores by the dot product of vectors of length 1");
        }

        CheckFiles(pack);
        return pack;
    }

    private static ModelPackJson ReadJson(string path)
    {
        ModelPackJson? json;
        try
        {
            json = JsonSerializer.Deserialize<ModelPackJson>(File.ReadAllBytes(path), ModelPackJson.Options);
        }
        catch (JsonException e)
        {
            throw new TextEncoderException($"'{path}' is not valid: line {e.LineNumber + 1}, field '{e.Path}' has a value of the wrong kind or the JSON is broken there.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The encoder pack's settings '{path}' cannot be read: {e.Message}", e);
        }

        if (json is null)
        {
            throw new TextEncoderException($"'{path}' holds null in place of the pack's settings.");
        }

        return json.Unknown is { Count: > 0 }
            ? throw new TextEncoderException($"'{path}' has the unknown field '{json.Unknown.Keys.First()}'; remove it or correct its name.")
            : json;
    }

    private static string IdOf(ModelPackJson json, string folder, string path)
    {
        var id = Required(json.Id, "id", path);
        if (!IsId(id))
        {
            throw Refusal(path, "id", id, "must be 1 to 64 characters of a-z, 0-9, '.', '_' and '-', and begin with a letter or digit");
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return id == name ? id : throw Refusal(path, "id", id, $"must be equal to the folder's name '{name}'");
    }

    private static PoolingMode PoolingOf(ModelPackJson json, string path) => Required(json.Pooling, "pooling", path) switch
    {
        "mean" => PoolingMode.Mean,
        "cls" => PoolingMode.Cls,
        "none" => PoolingMode.None,
        var other => throw Refusal(path, "pooling", other, "must be mean, cls or none"),
    };

    private static PackTokenizer TokenizerOf(ModelPackJson json, string path) => Required(json.Tokenizer, "tokenizer", path) switch
    {
        "wordpiece" => PackTokenizer.WordPiece,
        "wordpiece-cased" => PackTokenizer.WordPieceCased,
        "use-lite" => PackTokenizer.UseLite,
        var other => throw Refusal(path, "tokenizer", other, "must be wordpiece, wordpiece-cased or use-lite"),
    };

    private static string[] LanguagesOf(ModelPackJson json, string path)
    {
        var languages = json.Languages ?? [];
        foreach (var language in languages)
        {
            Matching(language ?? "", "languages", LanguagePattern(), "language codes such as en or zh-Hans", path);
        }

        return languages;
    }

    private static int Within(int? value, string field, int least, int most, string path)
    {
        var number = value ?? throw Missing(field, path);
        return number >= least && number <= most ? number : throw Refusal(path, field, $"{number}", $"must be from {least} to {most}");
    }

    private static string Prefix(string? value, string field, string path) => value is null or { Length: <= LongestPrefix }
        ? value ?? ""
        : throw Refusal(path, field, $"{value[..20]}...", $"may have at most {LongestPrefix} characters, not {value.Length}");

    private static string? Matching(string? value, string field, Regex pattern, string rule, string path) => value is null || pattern.IsMatch(value)
        ? value
        : throw Refusal(path, field, value, $"must be {rule}");

    private static string Required(string? value, string field, string path) => value ?? throw Missing(field, path);

    private static void CheckFiles(ModelPack pack)
    {
        if (!File.Exists(pack.ModelPath))
        {
            throw new TextEncoderException($"The encoder pack '{pack.Folder}' has no {ModelPack.ModelFile}; put the model there.");
        }

        string[] vocabularies = pack.Tokenizer == PackTokenizer.UseLite ? ["vocab.json"] : ["tokenizer.json", "vocab.txt"];
        if (!vocabularies.Any(v => File.Exists(Path.Combine(pack.Folder, v))))
        {
            throw new TextEncoderException($"The encoder pack '{pack.Folder}' has no {string.Join(" or ", vocabularies)}; put the model's vocabulary there.");
        }
    }

    private static TextEncoderException Missing(string field, string path) => new($"'{path}' lacks the field '{field}'; add it as the model's card says.");

    private static TextEncoderException Refusal(string path, string field, string value, string rule) => new($"'{path}': {field} is '{value}', but {rule}.");

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,31}\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex LanguagePattern();
}
