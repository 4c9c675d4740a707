using System.Text.Json;
using Portal.Domain.Language;
using Portal.Domain.Sentiment;
using Portal.Engine;

namespace Portal.People;

/// <summary>Reads reviews: the one place where their words become a sentiment and aspects, and where these are stored as JSON and read back.</summary>
public static class ReviewReader
{
    private sealed record Linker(AspectFinder Finder);

    /// <summary>Reads a text with the catalogue in force. Takes a millisecond at most, but for the first text of all.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edited">Aspects of the text before, with what the person did to them.</param>
    /// <param name="state">The catalogue in force.</param>
    public static ReviewReading Read(string text, IReadOnlyList<Aspect> edited, EngineState state)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ReviewReading.Nothing;
        }

        var sentiment = SentimentClassifier.English.Read(text);
        var finder = state.Snapshot.Derived<Linker>(_ => new Linker(new AspectFinder(new LabelLexicon(
            state.Snapshot.Catalogue.Items.SelectMany(item => item.Labels).Distinct(), state.Snapshot.Catalogue.Aliases)))).Finder;
        return new ReviewReading(sentiment.IsRead, sentiment.Score, [.. finder.Find(text).Select(aspect => aspect.WithEditsOf(edited))]);
    }

    /// <summary>The stored form of all but the score, which has a column.</summary>
    public static string Write(ReviewReading reading) => JsonSerializer.Serialize(new Stored(reading.IsRead, reading.Aspects), JsonSerializerOptions.Web);

    /// <summary>What was stored; nothing of aspects where it cannot be read.</summary>
    public static ReviewReading Read(string json, double score)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(json, JsonSerializerOptions.Web) is { Aspects: { } aspects } stored
                ? new ReviewReading(stored.IsRead, score, aspects)
                : new ReviewReading(true, score, []);
        }
        catch (JsonException)
        {
            return new ReviewReading(true, score, []);
        }
    }

    private sealed record Stored(bool IsRead, IReadOnlyList<Aspect> Aspects);
}
