using System.Text.Json;
using Portal.Domain.Language;

namespace Portal.Engine;

/// <summary>Reads what people write: the one place where a text becomes clauses, and where they are stored as JSON and read back.</summary>
public sealed class StatementReader(PhraseVectors phrases, ChatHost chat)
{
    /// <summary>Understands a text with the catalogue in force.</summary>
    /// <param name="text">The text.</param>
    /// <param name="answers">What the person chose where words may mean several things; null for nothing.</param>
    /// <param name="state">The catalogue in force.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ParsedStatement> ReadAsync(string text, IReadOnlyDictionary<string, Subject>? answers, EngineState state, CancellationToken cancellationToken) =>
        await state.Snapshot.Parser.ParseAsync(text, answers, phrases, cancellationToken);

    /// <summary>The same for a text that is being saved: where a chat endpoint is configured, it is asked besides.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<ParsedStatement> ReadThoroughlyAsync(string text, IReadOnlyDictionary<string, Subject>? answers, EngineState state, CancellationToken cancellationToken) =>
        await chat.ParseAsync(await ReadAsync(text, answers, state, cancellationToken), state, cancellationToken);

    /// <summary>The stored form.</summary>
    public static string Write(ParsedStatement parsed) => JsonSerializer.Serialize(parsed, JsonSerializerOptions.Web);

    /// <summary>What was stored; null where it is of another version, and the text has to be read again.</summary>
    public static ParsedStatement? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ParsedStatement>(json, JsonSerializerOptions.Web) is { Version: ParsedStatement.CurrentVersion } parsed ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
