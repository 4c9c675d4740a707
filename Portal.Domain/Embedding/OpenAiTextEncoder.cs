using Portal.Domain.Embedding.OpenAi;
using Portal.Domain.Numerics;

namespace Portal.Domain.Embedding;

/// <summary>
/// Asks an OpenAI-compatible endpoint (<c>POST {base}/v1/embeddings</c>) for vectors. The texts leave this machine.
/// </summary>
/// <remarks>
/// Up to 64 texts a request, one request after the other; 429 and 5xx are retried, with <c>Retry-After</c> where it is given.
/// Vectors are checked and normalised here. The key is never logged and stands in no message.
/// </remarks>
public sealed class OpenAiTextEncoder : ITextEncoder
{
    private const int LargestBatch = 64;
    private const float ShortestVector = 1e-12f;
    private const string ProbeText = "A quiet evening by the sea.";

    private readonly HttpClient _http;
    private readonly EmbeddingsClient _client;

    private OpenAiTextEncoder(HttpClient http, EmbeddingsClient client, EncoderInfo info) => (_http, _client, Info) = (http, client, info);

    /// <inheritdoc/>
    public EncoderInfo Info { get; }

    /// <summary>Asks the endpoint for one vector, to learn that it works and how long its vectors are.</summary>
    /// <param name="http">The client to use, owned from now on; its own timeout should be longer than the options'.</param>
    /// <param name="options">Endpoint, model, key, dimensions and timeout.</param>
    /// <param name="time">For waiting between attempts.</param>
    /// <param name="cancellationToken">Ends waiting at once.</param>
    /// <exception cref="TextEncoderException">A setting is wrong, or the endpoint does not work; the message says which.</exception>
    public static async Task<OpenAiTextEncoder> ConnectAsync(HttpClient http, EncoderOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var endpoint = EmbeddingsEndpoint.From(options);
        var client = new EmbeddingsClient(http, endpoint, time);
        var probe = await client.PostAsync([ProbeText], cancellationToken).ConfigureAwait(false);
        var dimensions = endpoint.Dimensions ?? probe[0].Length;
        var info = new EncoderInfo($"openai/{endpoint.Host}/{endpoint.Model}/{dimensions}", "remote", dimensions, MaxTokens: 0, endpoint.Host, FallbackReason: null);
        CheckAndNormalise(probe[0], info);
        return new OpenAiTextEncoder(http, client, info);
    }

    /// <inheritdoc/>
    public async Task<TextVector[]> EncodeAsync(IReadOnlyList<string> texts, TextPurpose purpose, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var results = new TextVector[texts.Count];
        var sendable = new List<int>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            results[i] = TextVector.None(NoVectorReason.Empty);
            if (!string.IsNullOrWhiteSpace(texts[i]))
            {
                sendable.Add(i); // endpoints refuse a batch for one empty text
            }
        }

        foreach (var places in sendable.Chunk(LargestBatch))
        {
            var vectors = await _client.PostAsync([.. places.Select(i => texts[i])], cancellationToken).ConfigureAwait(false);
            foreach (var (index, place) in places.Index())
            {
                CheckAndNormalise(vectors[index], Info);
                results[place] = TextVector.Of(vectors[index]);
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static void CheckAndNormalise(float[] vector, EncoderInfo info)
    {
        if (vector.Length != info.Dimensions)
        {
            throw new TextEncoderException($"The embeddings endpoint {info.RunsOn} gave a vector of {vector.Length} dimensions in place of {info.Dimensions}; set {EncoderOptions.Section}:{nameof(EncoderOptions.Dimensions)} to what the model gives, or to 0.");
        }

        var length = VectorMath.Normalise(vector);
        if (!float.IsFinite(length) || length <= ShortestVector)
        {
            throw new TextEncoderException($"The embeddings endpoint {info.RunsOn} gave a vector with NaN or of length 0; use another model.");
        }
    }
}
