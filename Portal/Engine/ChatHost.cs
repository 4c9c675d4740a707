using Microsoft.Extensions.Options;
using Portal.Domain.Language;
using Portal.Domain.Language.Chat;

namespace Portal.Engine;

/// <summary>
/// Lends out the chat endpoint, where one is configured. Whatever fails there costs its answer, not the page: the portal's own parser and
/// templates take over.
/// </summary>
public sealed partial class ChatHost : IDisposable
{
    private readonly HttpClient? _http;
    private readonly ChatClient? _client;
    private readonly ILogger<ChatHost> _logger;

    /// <summary>Makes the host; without an endpoint, no client is made at all.</summary>
    /// <param name="options">The settings, validated.</param>
    /// <param name="client">Makes the HTTP client.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="logger">Told of failures, never of what was written.</param>
    public ChatHost(IOptions<ChatOptions> options, Func<HttpClient> client, TimeProvider time, ILogger<ChatHost> logger)
    {
        _logger = logger;
        if (options.Value is { Endpoint.Length: > 0 } chat)
        {
            ChatEndpoint endpoint = new(ChatEndpoint.AddressOf(new Uri(chat.Endpoint)), chat.Model, chat.ApiKey, TimeSpan.FromSeconds(chat.TimeoutSeconds));
            _http = client();
            _client = new ChatClient(_http, endpoint, time);
            Host = endpoint.Host;
        }
    }

    /// <summary>Host of the endpoint, to be told to whoever writes; null where none is configured and nothing is sent.</summary>
    public string? Host { get; }

    /// <summary>The statement with the clauses that the endpoint finds; as it is where there is no endpoint, or it has no usable answer.</summary>
    /// <param name="local">What the local parser made of it.</param>
    /// <param name="state">The catalogue in force.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ParsedStatement> ParseAsync(ParsedStatement local, EngineState state, CancellationToken cancellationToken)
    {
        if (_client is not { } client || string.IsNullOrWhiteSpace(local.Text))
        {
            return local;
        }

        try
        {
            var parser = state.Snapshot.Derived<ChatStatementParser>(_ => new ChatStatementParser(client, state.Snapshot.Catalogue));
            var dropped = 0;
            var parsed = await parser.ParseAsync(local, _ => dropped++, cancellationToken);
            if (dropped > 0)
            {
                LogDropped(_logger, dropped, Host!);
            }

            return parsed ?? local;
        }
        catch (ChatException e)
        {
            LogFailed(_logger, e.Message);
            return local;
        }
    }

    /// <summary>A description made from evidence alone; null where there is no endpoint, or what it wrote cannot be used.</summary>
    public async Task<string?> DescribeAsync(DescriptionEvidence evidence, CancellationToken cancellationToken)
    {
        if (_client is not { } client)
        {
            return null;
        }

        try
        {
            var (description, problem) = await new ChatDescriber(client).DescribeAsync(evidence, cancellationToken);
            if (problem is not null)
            {
                LogRefused(_logger, Host!);
            }

            return description;
        }
        catch (ChatException e)
        {
            LogFailed(_logger, e.Message);
            return null;
        }
    }

    public void Dispose() => _http?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} The portal's own words are used.")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} clauses from {Host} were not used: they do not fit the text or the catalogue")]
    private static partial void LogDropped(ILogger logger, int count, string host);

    [LoggerMessage(Level = LogLevel.Information, Message = "A description from {Host} was not used: it says more than the evidence")]
    private static partial void LogRefused(ILogger logger, string host);
}
