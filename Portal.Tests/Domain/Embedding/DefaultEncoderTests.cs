using System.Numerics.Tensors;
using Portal.Domain.Embedding;

namespace Portal.Tests.Domain.Embedding;

/// <summary>What callers may expect of the default encoder.</summary>
[Collection(EncoderTests.Name)]
public sealed class DefaultEncoderTests(EncoderFixture fixture)
{
    [Fact]
    public void Info_OnTheCpu_SaysWhatItIs() =>
        Assert.Equal(new EncoderInfo("use-lite-en-0.2.0/int8-mha/1", "int8-mha", 512, 128, "cpu", null), fixture.Default.Info);

    [Fact]
    public async Task EncodeAsync_MixedTexts_KeepsTheirOrderAndNamesEachReason()
    {
        string[] texts = ["A dog and its owner", "", "\u6211\u559c\u6b22\u770b\u79d1\u5e7b\u7535\u5f71", "\ud83d\ude80\ud83d\ude80", " \t", "The stars above a long, quiet road through the hills", "\u041f\u0440\u0438\u0432\u0435\u0442, \u043a\u0430\u043a \u0434\u0435\u043b\u0430?"];

        var vectors = await fixture.Default.EncodeAsync(texts, TextPurpose.Document);

        NoVectorReason?[] reasons = [null, NoVectorReason.Empty, NoVectorReason.UnsupportedScript, NoVectorReason.OnlyUnknownWords, NoVectorReason.Empty, null, NoVectorReason.UnsupportedScript];
        Assert.Equal(reasons, vectors.Select(v => v.Reason));
        Assert.All(vectors, v => Assert.Equal(v.Reason is null, v.Values is not null));
    }

    [Fact]
    public async Task EncodeAsync_NoTexts_GivesNoVectors() => Assert.Empty(await fixture.Default.EncodeAsync([], TextPurpose.Query));

    [Fact]
    public async Task EncodeAsync_ManyTexts_EachIsNearItsVectorAlone()
    {
        string[] texts = [.. Enumerable.Range(0, 90).Select(i => string.Join(' ', Enumerable.Repeat($"story {i} about {(i % 3 == 0 ? "rivers" : "engines")}", 1 + (i % 7))))];

        var together = await fixture.Default.EncodeAsync(texts, TextPurpose.Document);

        foreach (var i in new[] { 0, 6, 41, 89 })
        {
            var alone = await fixture.Default.EncodeAsync([texts[i]], TextPurpose.Document);
            var cosine = TensorPrimitives.Dot<float>(alone[0].Values, together[i].Values);
            Assert.True(cosine >= 0.995, $"text {i}: {cosine}");
            Assert.Equal(1, TensorPrimitives.Norm<float>(together[i].Values), 1e-5f);
        }
    }

    [Fact]
    public async Task EncodeAsync_LikeTexts_AreNearerThanUnlikeOnes()
    {
        var v = await fixture.Default.EncodeAsync(["This film was awful and I would like a refund.", "This movie was terrible; I want my money back.", "Chopping shallots makes my eyes water."], TextPurpose.Document);

        var like = TensorPrimitives.Dot<float>(v[0].Values, v[1].Values);
        var unlike = TensorPrimitives.Dot<float>(v[0].Values, v[2].Values);

        Assert.True(like > unlike + 0.3, $"{like} against {unlike}");
    }

    [Fact]
    public async Task EncodeAsync_SeveralCallersAtOnce_EachGetsItsOwn()
    {
        string[] texts = ["a ship in the harbour", "bread and olives", "the last bus home", "a letter from the sea"];
        var alone = await Task.WhenAll(texts.Select(async t => (await fixture.Default.EncodeAsync([t], TextPurpose.Query))[0].Values!));

        var again = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => (await fixture.Default.EncodeAsync([texts[i % 4]], TextPurpose.Query))[0].Values!));

        Assert.All(again.Index(), pair => Assert.Equal(alone[pair.Index % 4], pair.Item));
    }

    [Fact]
    public async Task EncodeAsync_CancelledMeanwhile_StopsBetweenRuns()
    {
        string[] texts = [.. Enumerable.Repeat("a long road through the hills, and nobody on it but us and the stars above", 20_000)];
        using var cancellation = new CancellationTokenSource();

        var running = fixture.Default.EncodeAsync(texts, TextPurpose.Document, cancellation.Token);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task EncodeAsync_CallersContext_IsNotUsed()
    {
        var context = new CountingContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        var running = fixture.Default.EncodeAsync(["a quiet lane"], TextPurpose.Query);
        SynchronizationContext.SetSynchronizationContext(before);
        await running;

        Assert.Equal(0, context.Posts);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            base.Post(d, state);
        }
    }
}
