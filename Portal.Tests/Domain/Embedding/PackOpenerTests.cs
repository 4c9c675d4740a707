using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

public sealed class PackOpenerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Open_UnknownInput_IsNamed() => AssertRefused(new TinyPack(_folder.FullName) { ExtraInput = "pixel_values" }, "'pixel_values'");

    [Fact]
    public void Open_InputOfAnotherType_IsNamed() => AssertRefused(new TinyPack(_folder.FullName) { IdsType = OnnxType.Int32 }, "'input_ids' as Int32");

    [Fact]
    public void Open_OutputOfAnotherRank_IsNamed() => AssertRefused(new TinyPack(_folder.FullName) { Pooled = true }, "no output Float [batch, seq, 3]");

    [Fact]
    public void Open_OutputOfAnotherSize_IsNamed()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["dimensions"] = 4;

        AssertRefused(tiny, "no output Float [batch, seq, 4], but last_hidden_state Float");
    }

    [Fact]
    public void Open_VocabularyBeyondTheTable_SaysThatTheyDoNotFit() =>
        AssertRefused(new TinyPack(_folder.FullName) { Rows = TinyPack.Table.Length - 1 }, "has ids up to 8, and 'model.onnx' fails on that one");

    [Fact]
    public void Open_MaxTokensBeyondThePositions_SaysToLowerThem() =>
        AssertRefused(new TinyPack(_folder.FullName) { Positions = 12 }, "fails on a text of 16 tokens; lower 'maxTokens'");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0f)]
    public void Open_ProbeWithoutDirection_IsRefused(float factor) =>
        AssertRefused(new TinyPack(_folder.FullName) { Factor = factor }, "NaN or of length 0");

    [Fact]
    public void Open_FileThatIsNoModel_SaysSo()
    {
        var pack = new TinyPack(_folder.FullName).Write();
        File.WriteAllText(pack.ModelPath, "not a model");

        var e = Assert.Throws<TextEncoderException>(() => PackOpener.Open(pack, ExecutionProvider.Cpu, threads: 1));

        Assert.Contains("cannot be opened as an ONNX model", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_StatedDigestOfAnotherModel_IsRefused()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["sha256"] = new string('0', 64);

        AssertRefused(tiny, "does not have the SHA-256");
    }

    [Fact]
    public void Open_NoRevisionStated_TheIdFollowsWhateverReachesAVector()
    {
        var tiny = new TinyPack(_folder.FullName);
        var first = IdOf(tiny.Write());
        var again = IdOf(tiny.Write());
        tiny.Settings["documentPrefix"] = "document: ";
        var prefixed = IdOf(tiny.Write());
        File.AppendAllLines(Path.Combine(tiny.Folder, "vocab.txt"), ["[unused]"]);
        var vocabulary = PackFingerprint.EncoderId(ModelPackReader.Read(tiny.Folder));

        Assert.Matches("^tiny/f32/[0-9a-f]{8}$", first);
        Assert.Equal(first, again);
        Assert.Equal(3, new[] { first, prefixed, vocabulary }.Distinct().Count());
    }

    [Fact]
    public void Open_RevisionStated_StandsInTheId()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["revision"] = "4";

        Assert.Equal("tiny/f32/4", IdOf(tiny.Write()));
    }

    public void Dispose() => _folder.Dispose();

    private static string IdOf(ModelPack pack)
    {
        using var encoder = PackOpener.Open(pack, ExecutionProvider.Cpu, threads: 1);
        return encoder.Info.Id;
    }

    private static void AssertRefused(TinyPack tiny, string expected)
    {
        var pack = tiny.Write();

        var e = Assert.Throws<TextEncoderException>(() => PackOpener.Open(pack, ExecutionProvider.Cpu, threads: 1));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }
}
