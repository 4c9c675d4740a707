using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Embedding;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

public sealed class OpenAiTextEncoderTests : IDisposable
{
    private const string Key = "sk-secret-42";

    private readonly StubEmbeddingsEndpoint _stub = new();
    private readonly ImpatientTime _time = new();

    private static EncoderOptions Options => new() { Kind = EncoderKind.OpenAi, Endpoint = "https://vectors.example:8443/base/", Model = "small", ApiKey = Key };

    [Fact]
    public async Task ConnectAsync_WorkingEndpoint_LearnsTheDimensions()
    {
        using var encoder = await ConnectAsync(Options);

        Assert.Equal(new EncoderInfo("openai/vectors.example:8443/small/2", "remote", 2, 0, "vectors.example:8443", null), encoder.Info);
        Assert.Equal("https://vectors.example:8443/base/v1/embeddings", _stub.Addresses.Single());
        Assert.Equal($"Bearer {Key}", _stub.Authorizations.Single());
    }

    [Fact]
    public async Task ConnectAsync_BaseAddressWithVersion_IsNotDoubled()
    {
        var options = Options;
        options.Endpoint = "https://vectors.example/v1";

        using var encoder = await ConnectAsync(options);

        Assert.Equal("https://vectors.example/v1/embeddings", _stub.Addresses.Single());
    }

    [Fact]
    public async Task ConnectAsync_DimensionsSet_AsksForThemAndChecks()
    {
        var options = Options;
        options.Dimensions = 3;

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(options));

        Assert.Equal(3, (int)_stub.Requests.Single()["dimensions"]!);
        Assert.Contains("2 dimensions in place of 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EncodeAsync_AnswerInAnotherOrder_IsPutRightAndNormalised()
    {
        using var encoder = await ConnectAsync(Options);

        var vectors = await encoder.EncodeAsync(["1", "", "22", "   ", "333"], TextPurpose.Document);

        // The stub answers backwards, and a text of n characters gets (n, 1).
        foreach (var (index, length) in new[] { (0, 1), (2, 2), (4, 3) })
        {
            var norm = MathF.Sqrt((length * length) + 1);
            Assert.Equal(length / norm, vectors[index].Values![0], 1e-6f);
            Assert.Equal(1 / norm, vectors[index].Values![1], 1e-6f);
        }

        Assert.Equal(NoVectorReason.Empty, vectors[1].Reason);
        Assert.Equal(NoVectorReason.Empty, vectors[3].Reason);
        var body = _stub.Requests[^1];
        Assert.Equal(["1", "22", "333"], body["input"]!.AsArray().Select(t => (string)t!));
        Assert.Equal(("small", "float", false), ((string)body["model"]!, (string)body["encoding_format"]!, body.AsObject().ContainsKey("dimensions")));
    }

    [Fact]
    public async Task EncodeAsync_ManyTexts_SendsAtMost64AtATime()
    {
        using var encoder = await ConnectAsync(Options);

        var vectors = await encoder.EncodeAsync([.. Enumerable.Range(1, 130).Select(i => new string('x', i))], TextPurpose.Query);

        Assert.Equal([64, 64, 2], _stub.Requests.Skip(1).Select(r => r["input"]!.AsArray().Count));
        Assert.True(vectors[0].Values![0] < vectors[129].Values![0]);
    }

    [Fact]
    public async Task EncodeAsync_OnlyEmptyTexts_SendsNothing()
    {
        using var encoder = await ConnectAsync(Options);

        await encoder.EncodeAsync([" ", ""], TextPurpose.Query);

        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task ConnectAsync_BusyThenWorking_WaitsAsToldThenLonger()
    {
        _stub.Enqueue(HttpStatusCode.TooManyRequests, retryAfter: "7");
        _stub.Enqueue(HttpStatusCode.ServiceUnavailable, retryAfter: _time.GetUtcNow().AddSeconds(9).ToString("R", CultureInfo.InvariantCulture));
        _stub.Enqueue(HttpStatusCode.BadGateway);

        using var encoder = await ConnectAsync(Options);

        Assert.Equal([7, 9, 4], _time.Pauses.Select(p => (int)p.TotalSeconds));
        Assert.Equal(4, _stub.Requests.Count);
    }

    [Fact]
    public async Task ConnectAsync_StaysDown_GivesUpAfterFourAttempts()
    {
        _stub.Always = () => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("<html>no</html>") };

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(Options));

        Assert.Equal(4, _stub.Requests.Count);
        Assert.Contains("vectors.example:8443 answered HTTP 500 (attempt 4 of 4)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_ToldToWaitForVeryLong_GivesUpAtOnce()
    {
        _stub.Enqueue(HttpStatusCode.TooManyRequests, retryAfter: "3600");

        await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(Options));

        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task ConnectAsync_KeyRefused_SaysSoWithoutTheKey()
    {
        _stub.Enqueue(HttpStatusCode.Unauthorized, body: $$$"""{"error": {"message": "Incorrect API key: {{{Key}}}."}}""");

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(Options));

        Assert.Contains("HTTP 401: Incorrect API key: ***; check Encoder:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, e.ToString(), StringComparison.Ordinal);
        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task ConnectAsync_Unreachable_IsRetriedThenNamed()
    {
        _stub.Always = () => throw new HttpRequestException("Connection refused");

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(Options));

        Assert.Equal([1, 2, 4], _time.Pauses.Select(p => (int)p.TotalSeconds));
        Assert.Contains("cannot be reached: Connection refused", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_NoAnswer_TimesOut()
    {
        var options = Options;
        options.TimeoutSeconds = 1;
        _stub.Hangs = true;
        using var http = new HttpClient(_stub, disposeHandler: false);

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => OpenAiTextEncoder.ConnectAsync(http, options, new ImpatientTime { TimersFireAtOnce = true }));

        Assert.Contains("did not answer within 1 seconds", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_CancelledWhileWaiting_Throws()
    {
        _stub.Hangs = true;
        using var http = new HttpClient(_stub, disposeHandler: false);
        using var cancellation = new CancellationTokenSource();

        var running = OpenAiTextEncoder.ConnectAsync(http, Options, _time, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("""{"data": []}""", "0 vectors for 1 texts")]
    [InlineData("""{"object": "list"}""", "no list of vectors")]
    [InlineData("""{"data": [{"index": 1, "embedding": [1, 2]}]}""", "index 1 twice or out of range")]
    [InlineData("""{"data": [{"index": 0}]}""", "no vector for text 0")]
    [InlineData("""{"data": [{"index": 0, "embedding": "AACAPw=="}]}""", "no list of vectors")]
    [InlineData("<html></html>", "no list of vectors")]
    [InlineData("""{"data": [{"index": 0, "embedding": [0, 0]}]}""", "NaN or of length 0")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1e39, 0]}]}""", "NaN or of length 0")]
    public async Task ConnectAsync_Nonsense_IsRefused(string body, string expected)
    {
        _stub.Enqueue(HttpStatusCode.OK, body: body);

        var e = await Assert.ThrowsAsync<TextEncoderException>(() => ConnectAsync(Options));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EncodeAsync_ModelChangesItsDimensions_Throws()
    {
        using var encoder = await ConnectAsync(Options);
        _stub.Enqueue(HttpStatusCode.OK, body: """{"data": [{"index": 0, "embedding": [1, 2, 3]}]}""");

        await Assert.ThrowsAsync<TextEncoderException>(() => encoder.EncodeAsync(["text"], TextPurpose.Query));
    }

    [Theory]
    [InlineData(nameof(EncoderOptions.Endpoint), "vectors.example", "Encoder:Endpoint is 'vectors.example'")]
    [InlineData(nameof(EncoderOptions.Endpoint), "ftp://vectors.example", "http or https")]
    [InlineData(nameof(EncoderOptions.Endpoint), "ftp://me:secret@vectors.example", "http or https")]
    [InlineData(nameof(EncoderOptions.Endpoint), "https://me:secret@vectors.example", "neither a user name nor a query")]
    [InlineData(nameof(EncoderOptions.Model), " ", "Encoder:Model")]
    [InlineData(nameof(EncoderOptions.ApiKey), "two words", "Encoder:ApiKey has a space")]
    [InlineData(nameof(EncoderOptions.Dimensions), -1, "Encoder:Dimensions is '-1'")]
    [InlineData(nameof(EncoderOptions.TimeoutSeconds), 0, "Encoder:TimeoutSeconds is '0'")]
    public async Task LoadAsync_BadSetting_IsAReasonThatNamesIt(string setting, object value, string expected)
    {
        var options = Options;
        typeof(EncoderOptions).GetProperty(setting)!.SetValue(options, value);
        var loader = new EncoderLoader(_time, () => new HttpClient(_stub, disposeHandler: false), NullLogger<EncoderLoader>.Instance);

        var result = await loader.LoadAsync(options, "", "", progress: null, CancellationToken.None);

        Assert.Contains(expected, result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", result.Reason, StringComparison.Ordinal);
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task LoadAsync_WorkingEndpoint_GivesTheEncoder()
    {
        var loader = new EncoderLoader(_time, () => new HttpClient(_stub, disposeHandler: false), NullLogger<EncoderLoader>.Instance);

        var result = await loader.LoadAsync(Options, "", "", progress: null, CancellationToken.None);

        using var encoder = result.Encoder;
        Assert.Equal("vectors.example:8443", encoder?.Info.RunsOn);
    }

    public void Dispose() => _stub.Dispose();

    private async Task<OpenAiTextEncoder> ConnectAsync(EncoderOptions options) =>
        await OpenAiTextEncoder.ConnectAsync(new HttpClient(_stub, disposeHandler: false), options, _time);
}
