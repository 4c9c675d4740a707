using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Domain.Language.Chat;

/// <summary>Asks a chat endpoint for JSON of a schema: once more where it is busy or down, never beyond the time that an answer may take.</summary>
/// <remarks>Safe for concurrent use. Every message names the host and the model, never the key nor what was asked.</remarks>
/// <param name="http">The client to use; its own timeout should be longer than the endpoint's.</param>
/// <param name="endpoint">Where and whom to ask.</param>
/// <param name="time">For waiting.</param>
public sealed class ChatClient(HttpClient http, ChatEndpoint endpoint, TimeProvider time)
{
    private const int Attempts = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The text of the answer, which should be JSON of the schema; whoever asks has to check it.</summary>
    /// <exception cref="ChatException">The endpoint refuses, stays busy or down, takes too long, or answers nonsense.</exception>
    public async Task<string> AskAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var timeout = new CancellationTokenSource(endpoint.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (answer, problem, pause) = await TryAskAsync(question, either.Token).ConfigureAwait(false);
                if (answer is not null)
                {
                    return answer;
                }

                if (pause is null || attempt == Attempts || pause > endpoint.Timeout)
                {
                    throw new ChatException($"The chat endpoint {endpoint.Host} {problem} (model {endpoint.Model}).");
                }

                await Task.Delay(pause.Value, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChatException($"The chat endpoint {endpoint.Host} did not answer within {endpoint.Timeout.TotalSeconds:0} seconds (model {endpoint.Model}).", e);
        }
    }

    // The pause is null where another attempt would end the same.
    private async Task<(string? Answer, string Problem, TimeSpan? Pause)> TryAskAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            using var request = NewRequest(question);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                var body = await response.Content.ReadFromJsonAsync<ChatResponse>(cancellationToken).ConfigureAwait(false);
                return body?.Choices is [{ Message.Content: { Length: > 0 } content }, ..] ? (content, "", null) : (null, "answered without a message", null);
            }

            var code = (int)response.StatusCode;
            return (null, $"answered HTTP {code}", response.StatusCode == HttpStatusCode.TooManyRequests || code >= 500 ? PauseOf(response) : null);
        }
        catch (JsonException)
        {
            return (null, "answered with something that is no chat message", null);
        }
        catch (HttpRequestException e)
        {
            return (null, $"cannot be reached: {e.Message}", Pause);
        }
        catch (IOException e)
        {
            return (null, $"broke off its answer: {e.Message}", Pause);
        }
    }

    private HttpRequestMessage NewRequest(ChatQuestion question)
    {
        ChatRequest body = new(
            endpoint.Model,
            [new ChatMessage("system", question.Instructions), new ChatMessage("user", question.Content)],
            new ChatFormat("json_schema", new ChatSchema(question.SchemaName, Strict: true, question.Schema)),
            Temperature: 0);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address) { Content = JsonContent.Create(body) };
        if (endpoint.ApiKey.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", endpoint.ApiKey);
        }

        return request;
    }

    private TimeSpan PauseOf(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var asked = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : Pause);
        return asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
    }
}
