using System.Text.Json.Nodes;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Packs;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

public sealed class ModelPackReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Read_AllFields_GivesThem()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["queryPrefix"] = "query: ";
        tiny.Settings["documentPrefix"] = "document: ";
        tiny.Settings["normalise"] = true;
        tiny.Settings["languages"] = new JsonArray("en", "zh-Latn");
        tiny.Settings["precision"] = "int8";
        tiny.Settings["revision"] = "7";
        tiny.Settings["sha256"] = new string('a', 64);

        var pack = tiny.Write();

        Assert.Equal(("tiny", 3, PoolingMode.Mean, 16, PackTokenizer.WordPiece), (pack.Id, pack.Dimensions, pack.Pooling, pack.MaxTokens, pack.Tokenizer));
        Assert.Equal(("query: ", "document: ", "int8", "7", new string('a', 64)), (pack.QueryPrefix, pack.DocumentPrefix, pack.Precision, pack.Revision, pack.Sha256));
        Assert.Equal(["en", "zh-Latn"], pack.Languages);
    }

    [Fact]
    public void Read_OnlyRequiredFields_TakesTheDefaults()
    {
        var pack = new TinyPack(_folder.FullName).Write();

        Assert.Equal(("", "", "f32", null, null), (pack.QueryPrefix, pack.DocumentPrefix, pack.Precision, pack.Revision, pack.Sha256));
        Assert.Empty(pack.Languages);
    }

    [Theory]
    [InlineData("id", "\"Tiny\"", "id is 'Tiny'")]
    [InlineData("id", "\"../tiny\"", "id is '../tiny'")]
    [InlineData("id", "\"other\"", "the folder's name 'tiny'")]
    [InlineData("id", null, "lacks the field 'id'")]
    [InlineData("dimensions", "0", "dimensions is '0'")]
    [InlineData("dimensions", "8193", "from 1 to 8192")]
    [InlineData("dimensions", null, "lacks the field 'dimensions'")]
    [InlineData("dimensions", "\"3\"", "field '$.dimensions'")]
    [InlineData("pooling", "\"max\"", "mean, cls or none")]
    [InlineData("pooling", null, "lacks the field 'pooling'")]
    [InlineData("normalise", "false", "normalise is 'false'")]
    [InlineData("normalize", "true", "unknown field 'normalize'")]
    [InlineData("maxTokens", "7", "maxTokens is '7'")]
    [InlineData("maxTokens", null, "lacks the field 'maxTokens'")]
    [InlineData("tokenizer", "\"bpe\"", "tokenizer is 'bpe'")]
    [InlineData("tokenizer", null, "lacks the field 'tokenizer'")]
    [InlineData("tokenizer", "\"use-lite\"", "no vocab.json")]
    [InlineData("languages", "[\"English\"]", "languages is 'English'")]
    [InlineData("precision", "\"INT8\"", "precision is 'INT8'")]
    [InlineData("revision", "\"1/2\"", "revision is '1/2'")]
    [InlineData("sha256", "\"abc\"", "sha256 is 'abc'")]
    public void Read_BadField_IsRefusedWithOneSentence(string field, string? value, string expected)
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings[field] = value is null ? null : JsonNode.Parse(value);

        var e = Assert.Throws<TextEncoderException>(tiny.Write);

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(tiny.Folder, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongPrefix_IsRefused()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["queryPrefix"] = new string('q', 1001);

        var e = Assert.Throws<TextEncoderException>(tiny.Write);

        Assert.Contains("at most 1000 characters, not 1001", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UseLiteWithMoreThan128Tokens_IsRefused()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["tokenizer"] = "use-lite";
        tiny.Settings["maxTokens"] = 129;

        var e = Assert.Throws<TextEncoderException>(tiny.Write);

        Assert.Contains("from 8 to 128", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelPack.ModelFile, "has no model.onnx")]
    [InlineData("vocab.txt", "has no tokenizer.json or vocab.txt")]
    [InlineData(ModelPack.SettingsFile, "cannot be read")]
    public void Read_FileMissing_NamesIt(string file, string expected)
    {
        var pack = new TinyPack(_folder.FullName).Write();
        File.Delete(Path.Combine(pack.Folder, file));

        var e = Assert.Throws<TextEncoderException>(() => ModelPackReader.Read(pack.Folder));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"id\": ", "line 1")]
    [InlineData("null", "holds null")]
    [InlineData("[]", "not valid")]
    public void Read_BrokenJson_NamesTheFile(string json, string expected)
    {
        var pack = new TinyPack(_folder.FullName).Write();
        File.WriteAllText(Path.Combine(pack.Folder, ModelPack.SettingsFile), json);

        var e = Assert.Throws<TextEncoderException>(() => ModelPackReader.Read(pack.Folder));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(ModelPack.SettingsFile, e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
