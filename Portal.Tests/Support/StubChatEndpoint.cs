using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Support;

/// <summary>A chat endpoint in the process. It says what it is told to, one thing after another; the last again and again.</summary>
internal sealed class StubChatEndpoint : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _next = new();

    public List<JsonNode> Requests { get; } = [];

    public List<string> Addresses { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public bool Hangs { get; set; }

    /// <summary>Answers with a message.</summary>
    public StubChatEndpoint Say(string content) => Reply(HttpStatusCode.OK, JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content } } } }));

    /// <summary>Answers with anything.</summary>
    public StubChatEndpoint Reply(HttpStatusCode status, string body = "", string? retryAfter = null)
    {
        _next.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return response;
        });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        Addresses.Add(request.RequestUri!.AbsoluteUri);
        Authorizations.Add(request.Headers.Authorization?.ToString());
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return (_next.Count > 1 ? _next.Dequeue() : _next.Peek())();
    }
}
