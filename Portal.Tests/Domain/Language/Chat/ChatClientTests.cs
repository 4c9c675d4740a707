using System.Net;
using System.Text.Json.Nodes;
using Portal.Domain.Language.Chat;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Language.Chat;

public sealed class ChatClientTests
{
    private const string Key = "sk-secret-42";

    private readonly StubChatEndpoint _stub = new();
    private readonly ImpatientTime _time = new();

    [Fact]
    public async Task AskAsync_Question_IsSentWithItsSchemaAndTheKey()
    {
        _stub.Say("{\"a\":1}");

        var answer = await AskAsync();

        Assert.Equal("{\"a\":1}", answer);
        Assert.Equal(("https://chat.example/base/v1/chat/completions", $"Bearer {Key}"), (_stub.Addresses.Single(), _stub.Authorizations.Single()));
        var request = _stub.Requests.Single();
        Assert.Equal(("small", "do", "with this"), ((string)request["model"]!, (string)request["messages"]![0]!["content"]!, (string)request["messages"]![1]!["content"]!));
        var format = request["response_format"]!;
        Assert.Equal(("json_schema", "thing", true, "object"), ((string)format["type"]!, (string)format["json_schema"]!["name"]!, (bool)format["json_schema"]!["strict"]!, (string)format["json_schema"]!["schema"]!["type"]!));
    }

    [Theory]
    [InlineData("https://chat.example", "https://chat.example/v1/chat/completions")]
    [InlineData("https://chat.example/v1/", "https://chat.example/v1/chat/completions")]
    public void AddressOf_BaseAddress_GetsTheCall(string given, string expected) => Assert.Equal(expected, ChatEndpoint.AddressOf(new Uri(given)).AbsoluteUri);

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "3", 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, 1)]
    public async Task AskAsync_BusyOnce_AsksAgainAfterAPause(HttpStatusCode status, string? retryAfter, int seconds)
    {
        _stub.Reply(status, retryAfter: retryAfter).Say("{}");

        Assert.Equal("{}", await AskAsync());
        Assert.Equal([TimeSpan.FromSeconds(seconds)], _time.Pauses);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, 2, "answered HTTP 500")]
    [InlineData(HttpStatusCode.Unauthorized, 1, "answered HTTP 401")]
    public async Task AskAsync_Refused_SaysSoWithoutTheKey(HttpStatusCode status, int attempts, string expected)
    {
        _stub.Reply(status, $"{{\"error\":{{\"message\":\"bad key {Key}\"}}}}");

        var e = await Assert.ThrowsAsync<ChatException>(() => AskAsync());

        Assert.Equal(attempts, _stub.Requests.Count);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("with this", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_LongerPauseThanThereIsTime_GivesUpAtOnce()
    {
        _stub.Reply(HttpStatusCode.TooManyRequests, retryAfter: "3600");

        await Assert.ThrowsAsync<ChatException>(() => AskAsync());

        Assert.Single(_stub.Requests);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null}}]}")]
    public async Task AskAsync_Nonsense_IsNoAnswer(string body)
    {
        _stub.Reply(HttpStatusCode.OK, body);

        await Assert.ThrowsAsync<ChatException>(() => AskAsync());
    }

    [Fact]
    public async Task AskAsync_NoAnswerInTime_SaysHowLong()
    {
        _stub.Hangs = true;
        ChatClient client = new(new HttpClient(_stub), Endpoint, new ImpatientTime { TimersFireAtOnce = true });

        var e = await Assert.ThrowsAsync<ChatException>(() => client.AskAsync(Question(), CancellationToken.None));

        Assert.Contains("chat.example did not answer within 30 seconds", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_Cancelled_IsNoFailureOfTheEndpoint()
    {
        _stub.Hangs = true;
        using CancellationTokenSource cancel = new();
        var asking = new ChatClient(new HttpClient(_stub), Endpoint, _time).AskAsync(Question(), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static ChatEndpoint Endpoint => new(ChatEndpoint.AddressOf(new Uri("https://chat.example/base/")), "small", Key, TimeSpan.FromSeconds(30));

    private static ChatQuestion Question() => new("do", "with this", "thing", new JsonObject { ["type"] = "object" });

    private Task<string> AskAsync() => new ChatClient(new HttpClient(_stub), Endpoint, _time).AskAsync(Question(), CancellationToken.None);
}
