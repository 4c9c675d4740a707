using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Domain.Embedding.OpenAi;

/// <summary>Sends batches of texts to an endpoint, with patience where it asks for some.</summary>
/// <remarks>Every message names the host and the model, never the key.</remarks>
internal sealed class EmbeddingsClient(HttpClient http, EmbeddingsEndpoint endpoint, TimeProvider time)
{
    private const int Attempts = 4;
    private const int LongestExcerpt = 200;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Vectors of one batch in the order of its texts, not yet normalised.</summary>
    /// <param name="texts">1 to 64 texts, none of them empty.</param>
    /// <param name="cancellationToken">Ends waiting at once.</param>
    /// <exception cref="TextEncoderException">The endpoint refuses, stays busy or down, or answers nonsense.</exception>
    public async Task<float[][]> PostAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryPostAsync(texts, cancellationToken).ConfigureAwait(false);
            if (outcome.Vectors is not null)
            {
                return outcome.Vectors;
            }

            var pause = outcome.RetryAfter ?? FirstPause * Math.Pow(2, attempt - 1);
            if (!outcome.WorthRetrying || attempt == Attempts || pause > LongestPause)
            {
                var tries = outcome.WorthRetrying ? $" (attempt {attempt} of {Attempts})" : "";
                throw new TextEncoderException($"The embeddings endpoint {endpoint.Host} {outcome.Problem}{tries}.", outcome.Cause!);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Outcome> TryPostAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(endpoint.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = NewRequest(texts);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? Outcome.Of(await ReadAsync(response, texts.Count, either.Token).ConfigureAwait(false))
                : await RefusalAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            return Outcome.Retry($"cannot be reached: {e.Message}", null, e);
        }
        catch (IOException e)
        {
            return Outcome.Retry($"broke off its answer: {e.Message}", null, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Outcome.Retry($"did not answer within {endpoint.Timeout.TotalSeconds:0} seconds", null, e);
        }
    }

    private HttpRequestMessage NewRequest(IReadOnlyList<string> texts)
    {
        var body = new EmbeddingsRequest(endpoint.Model, texts, "float", endpoint.Dimensions);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address) { Content = JsonContent.Create(body) };
        if (endpoint.ApiKey.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", endpoint.ApiKey);
        }

        return request;
    }

    private async Task<float[][]> ReadAsync(HttpResponseMessage response, int count, CancellationToken cancellationToken)
    {
        EmbeddingsResponse? answer;
        try
        {
            answer = await response.Content.ReadFromJsonAsync<EmbeddingsResponse>(cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw Nonsense("something that is no list of vectors", e);
        }

        var data = answer?.Data ?? throw Nonsense("no list of vectors");
        if (data.Count != count)
        {
            throw Nonsense($"{data.Count} vectors for {count} texts");
        }

        var vectors = new float[count][];
        foreach (var entry in data)
        {
            if (entry is null || entry.Index < 0 || entry.Index >= count || vectors[entry.Index] is not null)
            {
                throw Nonsense($"the index {entry?.Index} twice or out of range");
            }

            vectors[entry.Index] = entry.Embedding ?? throw Nonsense($"no vector for text {entry.Index}");
        }

        return vectors;
    }

    private async Task<Outcome> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var code = (int)response.StatusCode;
        var remedy = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"; check {EncoderOptions.Section}:{nameof(EncoderOptions.ApiKey)}",
            HttpStatusCode.NotFound => $"; check {EncoderOptions.Section}:{nameof(EncoderOptions.Endpoint)} and {nameof(EncoderOptions.Model)} '{endpoint.Model}'",
            _ => "",
        };
        var said = await ExcerptAsync(response, cancellationToken).ConfigureAwait(false);
        var problem = $"answered HTTP {code}{said}{remedy}";
        return response.StatusCode == HttpStatusCode.TooManyRequests || code >= 500
            ? Outcome.Retry(problem, RetryAfter(response), null)
            : Outcome.GiveUp(problem);
    }

    /// <summary>The endpoint's own words, without line ends and without the key, should they repeat it.</summary>
    private async Task<string> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var error = await response.Content.ReadFromJsonAsync<EmbeddingsError>(cancellationToken).ConfigureAwait(false);
            var message = (error?.Error?.Message ?? "").ReplaceLineEndings(" ").Trim().TrimEnd('.');
            message = endpoint.ApiKey.Length > 0 ? message.Replace(endpoint.ApiKey, "***", StringComparison.Ordinal) : message;
            return message.Length == 0 ? "" : $": {(message.Length > LongestExcerpt ? message[..LongestExcerpt] + "..." : message)}";
        }
        catch (JsonException)
        {
            return ""; // not every server in between speaks JSON; the status says enough
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private TextEncoderException Nonsense(string what, Exception? cause = null) =>
        new($"The embeddings endpoint {endpoint.Host} answered with {what}; check that {EncoderOptions.Section}:{nameof(EncoderOptions.Endpoint)} is an OpenAI-compatible server.", cause!);

    /// <summary>What came of one attempt.</summary>
    private sealed record Outcome(float[][]? Vectors, string Problem, bool WorthRetrying, TimeSpan? RetryAfter, Exception? Cause)
    {
        public static Outcome Of(float[][] vectors) => new(vectors, "", false, null, null);

        public static Outcome Retry(string problem, TimeSpan? after, Exception? cause) => new(null, problem, true, after, cause);

        public static Outcome GiveUp(string problem) => new(null, problem, false, null, null);
    }
}
