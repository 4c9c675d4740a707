using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Tokenization;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

public sealed class WordPieceTokenizerTests : IDisposable
{
    private static readonly string[] Vocabulary = EncoderReference.WordPieces().Vocabulary;

    private readonly TestFolder _folder = new();

    [Fact]
    public void Encode_ReferenceCases_GivesTheIdsOfAnotherImplementation() => AssertIds(shared: false);

    [SharedDataFact(EncoderReference.SharedFolder)]
    public void Encode_SharedReferenceCases_GivesTheIdsOfAnotherImplementation() => AssertIds(shared: true);

    [Fact]
    public void Encode_LongText_IsCutAndKeepsItsEnd()
    {
        var tokenizer = FromLines(Vocabulary, maxTokens: 5);

        Assert.Equal(Ids("[CLS]", "the", "night", "train", "[SEP]"), tokenizer.Encode("the night train keeper"));
        Assert.Equal(Ids("[CLS]", "the", "night", "train", "[SEP]"), tokenizer.Encode("the night train"));
        Assert.Equal(Ids("[CLS]", "train", "##ing", "train", "[SEP]"), tokenizer.Encode("training trains"));
    }

    [Fact]
    public void FromVocabulary_Cased_KeepsCaseAndAccents()
    {
        string[] lines = [.. Vocabulary, "Café"];

        Assert.Equal([2, lines.Length - 1, 1, 3], FromLines(lines, 16, lowercase: false).Encode("Café NIGHT"));
    }

    [Fact]
    public void FromVocabulary_RepeatedLine_DoesNotShiftLaterIds()
    {
        var tokenizer = FromLines(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "sea", "sea", "night"], 16);

        Assert.Equal([2, 6, 3], tokenizer.Encode("night"));
        Assert.Equal(6, tokenizer.HighestId);
    }

    [Fact]
    public void FromVocabulary_SpecialTokenMissing_NamesIt()
    {
        var e = Assert.Throws<TextEncoderException>(() => FromLines(["[PAD]", "[UNK]", "[CLS]", "sea"], 16));

        Assert.Contains("[SEP]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HasContent_OnlySpecialAndUnknown_IsFalse()
    {
        var tokenizer = FromLines(Vocabulary, 16);

        Assert.False(tokenizer.HasContent(tokenizer.Encode("zzz")));
        Assert.True(tokenizer.HasContent(tokenizer.Encode("zzz sea")));
    }

    [Fact]
    public void FromTokenizerJson_Settings_AreTheFilesOwn()
    {
        string[] pieces = [.. Vocabulary, "Café", "海边"];
        var lower = FromJson(pieces, _ => { });
        var cased = FromJson(pieces, json => json["normalizer"]!["lowercase"] = false);
        var accents = FromJson(pieces, json => json["normalizer"]!["strip_accents"] = true);
        var whole = FromJson(pieces, json => json["normalizer"]!["handle_chinese_chars"] = false);

        Assert.Equal(Ids("[CLS]", "cafe", "[SEP]"), lower.Encode("Café"));
        Assert.Equal([2, Vocabulary.Length, 3], cased.Encode("Café"));
        Assert.Equal(Ids("[CLS]", "cafe", "[SEP]"), accents.Encode("CAFÉ"));
        Assert.Equal([2, Vocabulary.Length + 1, 3], whole.Encode("海边"));
        Assert.Equal(Ids("[CLS]", "海", "边", "[SEP]"), lower.Encode("海边"));
    }

    [Theory]
    [InlineData("model", "type", "BPE")]
    [InlineData("model", "continuing_subword_prefix", "@@")]
    [InlineData("normalizer", "type", "NFKC")]
    [InlineData("pre_tokenizer", "type", "Metaspace")]
    public void FromTokenizerJson_AnotherKind_IsRefusedByName(string section, string field, string value)
    {
        var e = Assert.Throws<TextEncoderException>(() => FromJson(Vocabulary, json => json[section]![field] = value));

        Assert.Contains($"'{value}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromTokenizerJson_BrokenFile_NamesIt()
    {
        File.WriteAllText(_folder.File("tokenizer.json"), "{\"model\": 3}");

        var e = Assert.Throws<TextEncoderException>(() => WordPieceTokenizer.FromTokenizerJson(_folder.File("tokenizer.json"), 16));

        Assert.Contains("tokenizer.json", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static int[] Ids(params string[] pieces) => [.. pieces.Select(p => Array.IndexOf(Vocabulary, p))];

    private void AssertIds(bool shared)
    {
        var (vocabulary, cases) = EncoderReference.WordPieces(shared);
        var tokenizer = FromLines(vocabulary, maxTokens: 1 << 20);

        Assert.NotEmpty(cases);
        Assert.All(cases, c => Assert.Equal(c.Ids, tokenizer.Encode(c.Text)));
    }

    private WordPieceTokenizer FromLines(string[] lines, int maxTokens, bool lowercase = true)
    {
        File.WriteAllLines(_folder.File("vocab.txt"), lines);
        return WordPieceTokenizer.FromVocabulary(_folder.File("vocab.txt"), maxTokens, lowercase);
    }

    private WordPieceTokenizer FromJson(string[] pieces, Action<JsonNode> change)
    {
        var json = JsonNode.Parse("""
            {
              "truncation": { "max_length": 4 },
              "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
              "pre_tokenizer": { "type": "BertPreTokenizer" },
              "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##" }
            }
            """)!;
        json["model"]!["vocab"] = JsonSerializer.SerializeToNode(pieces.Index().ToDictionary(p => p.Item, p => p.Index));
        change(json);
        File.WriteAllText(_folder.File("tokenizer.json"), json.ToJsonString());
        return WordPieceTokenizer.FromTokenizerJson(_folder.File("tokenizer.json"), maxTokens: 16);
    }
}
