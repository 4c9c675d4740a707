using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Onnx;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

/// <summary>The converted model against vectors of the published TensorFlow.js model.</summary>
[Collection(EncoderTests.Name)]
public sealed class UseLiteModelTests(EncoderFixture fixture)
{
    private static readonly BatchLimits OneByOne = new(MaxRows: 1, MaxPaddedTokens: int.MaxValue);
    private static readonly BatchLimits OneBatch = new(MaxRows: int.MaxValue, MaxPaddedTokens: int.MaxValue);

    // Where products of full-range weights saturate, the loader takes the narrow ones.
    private static UseLitePrecision[] Usable => [.. Enum.GetValues<UseLitePrecision>().Where(precision => precision != UseLitePrecision.Int8 || CpuFeatures.MultipliesInt8Exactly)];

    /// <summary>Names of those that an encoder can have here.</summary>
    public static TheoryData<string> Precisions { get; } = [.. Usable.Select(precision => precision.ToString())];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_precision_gives_the_reference_vectors_however_the_texts_are_batched(string name)
    {
        var precision = Enum.Parse<UseLitePrecision>(name);
        var encoder = fixture.Encoder(precision);
        var items = EncoderReference.Vectors();

        foreach (var limits in new[] { BatchLimits.Cpu, BatchLimits.Gpu, OneByOne, OneBatch })
        {
            AssertNear(items, encoder.EncodeTokens(Cut(items), limits, CancellationToken.None), precision);
        }
    }

    [SharedDataFact(EncoderReference.SharedFolder)]
    public void Every_precision_gives_the_vectors_of_the_shared_reference_set()
    {
        var items = EncoderReference.Vectors(shared: true);

        Assert.All(Usable, precision => AssertNear(items, fixture.Encoder(precision).EncodeTokens(Cut(items), limits: null, CancellationToken.None), precision));
    }

    [Fact]
    public void The_graph_translated_op_by_op_gives_the_reference_vectors_too()
    {
        using var folder = new TestFolder();
        var path = folder.File("witness.onnx");
        using (var stream = File.Create(path))
        {
            TfToOnnx.Write(EncoderFixture.SourceFolder, stream);
        }

        var items = EncoderReference.Vectors();

        AssertNear(items, RunWitness(path, items), UseLitePrecision.F32);
    }

    [Fact]
    public async Task EncodeAsync_ReferenceTexts_GoesThroughTokenizerAndCut()
    {
        var items = EncoderReference.Vectors().Where(i => !ScriptRule.IsForeign(i.Text)).ToArray();

        var vectors = await fixture.Encoder(UseLitePrecision.F32).EncodeAsync([.. items.Select(i => i.Text)], TextPurpose.Document);

        AssertNear(items, [.. vectors.Select(v => v.Values!)], UseLitePrecision.F32);
        Assert.Contains(items, i => i.Ids.Length > UseLiteGraph.MaxTokens);
    }

    private static int[][] Cut(ReferenceVector[] items) => [.. items.Select(i => i.Ids.Take(UseLiteGraph.MaxTokens).ToArray())];

    private static float[][] RunWitness(string path, ReferenceVector[] items)
    {
        var values = items.SelectMany(i => i.Ids.Select(id => (long)id)).ToArray();
        var indices = items.SelectMany((item, row) => item.Ids.SelectMany((_, column) => new long[] { row, column })).ToArray();
        using var options = SessionPlanner.PlanCpu(threads: 2).Options;
        using var session = new InferenceSession(path, options);
        using var indicesTensor = OrtValue.CreateTensorValueFromMemory(indices, [values.Length, 2]);
        using var valuesTensor = OrtValue.CreateTensorValueFromMemory(values, [values.Length]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["indices", "values"], [indicesTensor, valuesTensor], [TfToOnnx.Output]);
        return [.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Chunk(UseLiteGraph.Dimensions)];
    }

    private static void AssertNear(ReferenceVector[] expected, float[][] actual, UseLitePrecision precision)
    {
        var (tolerance, leastCosine) = Bounds(precision);
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (item, vector) in expected.Zip(actual))
        {
            var difference = item.Vector.Zip(vector, (x, y) => Math.Abs((double)x - y)).Max();
            var cosine = TensorPrimitives.CosineSimilarity<float>(item.Vector, vector);
            Assert.True(difference <= tolerance, $"'{item.Text}' is off by {difference:e2}");
            Assert.True(cosine >= leastCosine, $"'{item.Text}' has the cosine {cosine:f6}");
        }
    }

    private static (double Tolerance, double LeastCosine) Bounds(UseLitePrecision precision) => precision switch
    {
        UseLitePrecision.F32 => (2e-6, 0.99999),
        UseLitePrecision.F16 => (1.5e-3, 0.9999),
        UseLitePrecision.Int8 => (2.5e-2, 0.995),
        _ => (4.5e-2, 0.99),
    };
}
