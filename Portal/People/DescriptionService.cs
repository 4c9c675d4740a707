using System.Collections.Concurrent;
using System.Globalization;
using Portal.Domain.Language.Chat;
using Portal.Engine;

namespace Portal.People;

/// <summary>Descriptions of an item for a person, written by the chat endpoint from what the page shows anyway. Remembered, so that the same evidence is sent once.</summary>
public sealed class DescriptionService(ChatHost chat)
{
    private const int MostKept = 500;

    private readonly ConcurrentDictionary<string, string?> _kept = new(StringComparer.Ordinal);

    /// <summary>Host to which evidence is sent; null where none is, and there are no descriptions.</summary>
    public string? Host => chat.Host;

    /// <summary>The description in the present language; null where there is none that keeps to the evidence.</summary>
    /// <param name="item">The item.</param>
    /// <param name="reasons">Why the person sees it, as the page says it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string?> DescribeAsync(ItemCard item, IReadOnlyList<string> reasons, CancellationToken cancellationToken)
    {
        if (chat.Host is null || reasons.Count == 0)
        {
            return null;
        }

        DescriptionEvidence evidence = new(item.Title, [.. Facts(item)], reasons, CultureInfo.CurrentUICulture.EnglishName);
        var key = string.Join('\n', [evidence.Language, item.Id, .. evidence.Facts, .. reasons]);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        var description = await chat.DescribeAsync(evidence, cancellationToken);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        // A failure is not remembered: the endpoint may be back a moment later.
        return description is null ? null : _kept[key] = description;
    }

    private static IEnumerable<string> Facts(ItemCard item)
    {
        yield return item.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{item.Kind}, {year}") : item.Kind;
        if (item.Creators.Count > 0)
        {
            yield return "by " + string.Join(", ", item.Creators);
        }

        if (item.Genres.Count + item.Tags.Count > 0)
        {
            yield return string.Join(", ", item.Genres.Concat(item.Tags));
        }

        if (item.Description.Length > 0)
        {
            yield return item.Description;
        }
    }
}
