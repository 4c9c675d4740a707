using System.Collections.Concurrent;
using Portal.Domain.Language;

namespace Portal.Engine;

/// <summary>Vectors of short phrases of the loaded encoder, remembered: concepts in statements are asked for at every request.</summary>
public sealed class PhraseVectors(EncoderHost encoder) : IPhraseSense
{
    // About 2 KiB each.
    private const int MostPhrases = 20_000;

    private readonly ConcurrentDictionary<(string Encoder, string Phrase), float[]?> _known = new();

    /// <inheritdoc/>
    public string? EncoderId => encoder.EncoderId;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<float[]?>> EncodeAsync(IReadOnlyList<string> phrases, CancellationToken cancellationToken)
    {
        if (encoder.EncoderId is not { } id)
        {
            return new float[]?[phrases.Count];
        }

        if (_known.Count + phrases.Count > MostPhrases)
        {
            _known.Clear();
        }

        var missing = phrases.Where(phrase => !_known.ContainsKey((id, phrase))).Distinct().ToList();
        var encoded = await encoder.TryEncodeAsync(missing, cancellationToken);
        for (var i = 0; i < encoded.Count; i++)
        {
            _known[(id, missing[i])] = encoded[i];
        }

        return [.. phrases.Select(phrase => _known.GetValueOrDefault((id, phrase)))];
    }

    /// <summary>The vector of a text, where the encoder is that of the catalogue in force and can read it.</summary>
    public async ValueTask<float[]?> OfTextAsync(string text, EngineState state, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(text) || encoder.EncoderId is null || state.Snapshot.Vectors?.EncoderId != encoder.EncoderId ? null : (await EncodeAsync([text], cancellationToken))[0];

    /// <summary>The vectors of the concepts in statements, by their text, where the encoder is that of the catalogue in force.</summary>
    public async Task<IReadOnlyDictionary<string, float[]>> OfConceptsAsync(IEnumerable<ParsedStatement> statements, EngineState state, CancellationToken cancellationToken)
    {
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);
        string[] concepts = [.. statements.SelectMany(statement => statement.Clauses).Select(clause => clause.Subject).OfType<ConceptSubject>().Select(concept => concept.Text).Distinct()];
        if (concepts.Length == 0 || state.Snapshot.Vectors?.EncoderId != encoder.EncoderId)
        {
            return vectors;
        }

        var encoded = await EncodeAsync(concepts, cancellationToken);
        for (var i = 0; i < concepts.Length; i++)
        {
            if (encoded[i] is { } vector)
            {
                vectors[concepts[i]] = vector;
            }
        }

        return vectors;
    }
}
