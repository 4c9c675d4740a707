using Portal.Domain.Embedding;
using Portal.Engine;

namespace Portal.Tests.Features.Startup;

public sealed class EncoderOptionsTests
{
    [Theory]
    [InlineData(-1, 30, 0, "Encoder:Threads is -1; allowed are 0 to 256.")]
    [InlineData(257, 30, 0, "Encoder:Threads is 257; allowed are 0 to 256.")]
    [InlineData(0, 0, 0, "Encoder:TimeoutSeconds is 0; allowed are 1 to 600.")]
    [InlineData(0, 601, 0, "Encoder:TimeoutSeconds is 601; allowed are 1 to 600.")]
    [InlineData(0, 30, 8193, "Encoder:Dimensions is 8193; allowed are 0 to 8192.")]
    public void Number_OutsideItsRange_IsRefused(int threads, int timeout, int dimensions, string expected) =>
        Assert.Equal([expected], Validate(new EncoderOptions { Threads = threads, TimeoutSeconds = timeout, Dimensions = dimensions }));

    [Fact]
    public void Names_Unknown_AreRefusedTogether()
    {
        var failures = Validate(new EncoderOptions { Kind = (EncoderKind)9, Precision = (EncoderPrecision)8, ExecutionProvider = (ExecutionProvider)7 });

        Assert.Equal(3, failures.Count);
        Assert.Contains("Encoder:Kind is '9'; allowed are UseLite, Pack, OpenAi, None.", failures);
    }

    [Fact]
    public void Pack_WithoutId_IsRefused() =>
        Assert.Contains("Encoder:PackId is empty", Assert.Single(Validate(new EncoderOptions { Kind = EncoderKind.Pack })), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "m", "Encoder:Endpoint is not an http or https address")]
    [InlineData("ftp://host", "m", "Encoder:Endpoint is not an http or https address")]
    [InlineData("https://host", "", "Encoder:Model is empty")]
    public void Endpoint_Incomplete_IsRefused(string endpoint, string model, string expected) =>
        Assert.Contains(expected, Assert.Single(Validate(new EncoderOptions { Kind = EncoderKind.OpenAi, Endpoint = endpoint, Model = model })), StringComparison.Ordinal);

    [Fact]
    public void Defaults_AreTaken() => Assert.Empty(Validate(new EncoderOptions()));

    private static IReadOnlyList<string> Validate(EncoderOptions options) =>
        [.. new EncoderOptionsValidator().Validate(null, options).Failures ?? []];
}
