using System.Numerics.Tensors;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Packs;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

/// <summary>Pooling, prefixes and lifetime, on a model that can be computed by hand.</summary>
public sealed class OnnxTextEncoderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task EncodeAsync_Mean_LeavesPaddingOut()
    {
        using var encoder = Open(new TinyPack(_folder.FullName));

        var vectors = await encoder.EncodeAsync(["sea", "night sea sea night sea"], TextPurpose.Document);

        // [CLS] sea [SEP]: (1, 0, 0) + (3, 4, 0) + (0, 2, 0); the row is padded to seven tokens.
        AssertDirection([4, 6, 0], vectors[0]);
        AssertDirection([1 + 9, 2 + 12 + 6, 8], vectors[1]);
    }

    [Fact]
    public async Task EncodeAsync_Cls_TakesTheFirstToken()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["pooling"] = "cls";
        using var encoder = Open(tiny);

        var vectors = await encoder.EncodeAsync(["night"], TextPurpose.Document);

        AssertDirection([1, 0, 0], vectors[0]);
    }

    [Fact]
    public async Task EncodeAsync_None_TakesTheModelsOwnVector()
    {
        var tiny = new TinyPack(_folder.FullName) { Pooled = true, Factor = 5 };
        tiny.Settings["pooling"] = "none";
        using var encoder = Open(tiny);

        var vectors = await encoder.EncodeAsync(["night", "sea sea"], TextPurpose.Document);

        AssertDirection([1, 0, 0], vectors[0]);
        AssertDirection([1, 0, 0], vectors[1]);
    }

    [Fact]
    public async Task EncodeAsync_TokenTypes_AreFilledWithZeros()
    {
        using var encoder = Open(new TinyPack(_folder.FullName) { WithTypes = true });

        var vectors = await encoder.EncodeAsync(["sea", "night sea"], TextPurpose.Document);

        AssertDirection([4, 6, 0], vectors[0]);
        AssertDirection([4, 9, 4], vectors[1]);
    }

    [Fact]
    public async Task EncodeAsync_Prefixes_DependOnThePurpose()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["queryPrefix"] = "query ";
        tiny.Settings["documentPrefix"] = "document: ";
        using var encoder = Open(tiny);

        var query = await encoder.EncodeAsync(["sea"], TextPurpose.Query);
        var document = await encoder.EncodeAsync(["sea"], TextPurpose.Document);

        AssertDirection([4 + 8, 6, 1], query[0]);
        AssertDirection([4 + 1, 6 + 8 + 1, 1 + 1], document[0]);
    }

    [Fact]
    public async Task EncodeAsync_PrefixAlone_IsNoContent()
    {
        var tiny = new TinyPack(_folder.FullName);
        tiny.Settings["documentPrefix"] = "document: ";
        using var encoder = Open(tiny);

        var vectors = await encoder.EncodeAsync(["zzz", "sea", "\t "], TextPurpose.Document);

        Assert.Equal(NoVectorReason.OnlyUnknownWords, vectors[0].Reason);
        Assert.Null(vectors[1].Reason);
        Assert.Equal(NoVectorReason.Empty, vectors[2].Reason);
    }

    [Fact]
    public async Task EncodeAsync_PackWithoutLanguages_ReadsEveryScript()
    {
        var tiny = new TinyPack(_folder.FullName);
        using var encoder = Open(tiny);

        var vectors = await encoder.EncodeAsync(["\u6d77\u8fb9\u6d77\u8fb9 sea"], TextPurpose.Document);

        Assert.NotNull(vectors[0].Values);
    }

    [Fact]
    public async Task EncodeAsync_ModelFailsAtRunTime_ThrowsWithTheEncodersId()
    {
        var tiny = new TinyPack(_folder.FullName);
        using var encoder = Open(tiny);

        await Assert.ThrowsAsync<TextEncoderException>(() => Task.Run(() => encoder.EncodeTokens([[2, 99, 3]], limits: null, CancellationToken.None)));
    }

    [Fact]
    public async Task EncodeAsync_AfterDispose_Throws()
    {
        var encoder = Open(new TinyPack(_folder.FullName));
        encoder.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => encoder.EncodeAsync(["sea"], TextPurpose.Document));
    }

    [Fact]
    public async Task Dispose_WhileTextsAreEncoded_LetsThemFinish()
    {
        var encoder = Open(new TinyPack(_folder.FullName));
        string[] texts = [.. Enumerable.Repeat("night sea night", 5000)];

        var running = Enumerable.Range(0, 4).Select(_ => encoder.EncodeAsync(texts, TextPurpose.Document)).ToArray();
        await Task.Yield();
        encoder.Dispose();

        foreach (var task in running)
        {
            try
            {
                Assert.Equal(texts.Length, (await task).Count(v => v.Values is not null));
            }
            catch (ObjectDisposedException)
            {
                // It had not begun yet.
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static OnnxTextEncoder Open(TinyPack tiny) => PackOpener.Open(tiny.Write(), ExecutionProvider.Cpu, threads: 1);

    private static void AssertDirection(float[] expected, TextVector actual)
    {
        Assert.NotNull(actual.Values);
        TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
        Assert.All(expected.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }
}
