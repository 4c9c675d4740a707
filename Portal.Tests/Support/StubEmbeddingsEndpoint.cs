using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Support;

/// <summary>An endpoint in the process. Its vectors are (length of the text, 1) unless told otherwise, given in backward order.</summary>
internal sealed class StubEmbeddingsEndpoint : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _next = new();

    public List<JsonNode> Requests { get; } = [];

    public List<string> Addresses { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public Func<HttpResponseMessage>? Always { get; set; }

    public bool Hangs { get; set; }

    public Func<string, float[]> Vector { get; set; } = text => [text.Length, 1];

    public void Enqueue(HttpStatusCode status, string body = "", string? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        _next.Enqueue(response);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        Requests.Add(body);
        Addresses.Add(request.RequestUri!.AbsoluteUri);
        Authorizations.Add(request.Headers.Authorization?.ToString());
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return Always?.Invoke() ?? (_next.TryDequeue(out var response) ? response : Answer(body));
    }

    private HttpResponseMessage Answer(JsonNode body)
    {
        var data = body["input"]!.AsArray().Index().Reverse().Select(t => new { index = t.Index, embedding = Vector((string)t.Item!) });
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(new { data, model = "small" }), Encoding.UTF8, "application/json") };
    }
}
