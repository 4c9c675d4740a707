using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;
using Portal.Domain.Embedding.Tokenization;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

/// <summary>The default encoder in each precision, converted once for all tests of this collection.</summary>
public sealed class EncoderFixture : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Dictionary<UseLitePrecision, OnnxTextEncoder> _encoders = [];

    /// <summary>The published files beside the tests.</summary>
    public static string SourceFolder { get; } = Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite");

    /// <summary>The tokenizer without its cut.</summary>
    public UseLiteTokenizer Tokenizer { get; } = UseLiteTokenizer.FromFile(Path.Combine(SourceFolder, UseLiteSource.VocabularyFile), int.MaxValue);

    /// <summary>The default encoder, in int8 on the CPU.</summary>
    public OnnxTextEncoder Default => Encoder(UseLitePrecision.Int8);

    internal OnnxTextEncoder Encoder(UseLitePrecision precision)
    {
        if (!_encoders.TryGetValue(precision, out var encoder))
        {
            var pack = UseLiteConverter.Convert(SourceFolder, _folder.File(precision.Label()), precision);
            encoder = PackOpener.Open(pack, ExecutionProvider.Cpu, threads: 2);
            _encoders[precision] = encoder;
        }

        return encoder;
    }

    public void Dispose()
    {
        foreach (var encoder in _encoders.Values)
        {
            encoder.Dispose();
        }

        _folder.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class EncoderTests : ICollectionFixture<EncoderFixture>
{
    public const string Name = "text encoder";
}
