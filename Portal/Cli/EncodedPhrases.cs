using Portal.Domain.Embedding;
using Portal.Domain.Language;

namespace Portal.Cli;

/// <summary>Lends a text encoder to the parser outside the portal, and remembers what was encoded. For one reader at a time.</summary>
internal sealed class EncodedPhrases(ITextEncoder encoder) : IPhraseSense
{
    private readonly Dictionary<string, float[]?> _known = new(StringComparer.Ordinal);

    public string? EncoderId => encoder.Info.Id;

    public async ValueTask<IReadOnlyList<float[]?>> EncodeAsync(IReadOnlyList<string> phrases, CancellationToken cancellationToken)
    {
        string[] missing = [.. phrases.Where(phrase => !_known.ContainsKey(phrase)).Distinct()];
        if (missing.Length > 0)
        {
            var vectors = await encoder.EncodeAsync(missing, TextPurpose.Query, cancellationToken);
            for (var i = 0; i < missing.Length; i++)
            {
                _known[missing[i]] = vectors[i].Values;
            }
        }

        return [.. phrases.Select(phrase => _known[phrase])];
    }
}
