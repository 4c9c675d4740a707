using System.Text.RegularExpressions;
using Portal.Domain.Content;

namespace Portal.Domain.Evaluation.Models;

/// <summary>
/// What the items' texts tell, worked out once and shared by the parts of a fusion: term vectors of texts and of titles, and the
/// way from texts to the scores of items without behaviour.
/// </summary>
internal sealed partial class TextKnowledge(IReadOnlyList<EvaluatedItem?> items)
{
    private readonly Lazy<TermVectors> _texts = new(() => TermVectors.Build([.. items.Select(Whole)]));
    private readonly Lazy<TermVectors> _titles = new(() => TermVectors.Build([.. items.Select(Title)], new TermVectorOptions { MinDocuments = 1, MaxShare = 2 }));
    private (TrainingData Data, double Ridge, TextRegression Regression)? _last;

    /// <summary>Title, tags and description of every item.</summary>
    public TermVectors Texts => _texts.Value;

    /// <summary>Titles alone: what belongs to a series often shares its name.</summary>
    public TermVectors Titles => _titles.Value;

    /// <summary>The way from the scores of the items used in training data to those of the others; null where none is without behaviour, or too many are with.</summary>
    public TextRegression? Regression(TrainingData data, double ridge, CancellationToken cancellationToken)
    {
        if (_last is { } last && ReferenceEquals(last.Data, data) && last.Ridge == ridge)
        {
            return last.Regression;
        }

        var used = new bool[data.ItemCount];
        foreach (var item in data.Histories.SelectMany(history => history))
        {
            used[item] = true;
        }

        var count = used.Count(one => one);
        if (count == used.Length || count is 0 or > TextRegression.MostUsed)
        {
            return null;
        }

        var regression = TextRegression.Learn(used, Texts, ridge, cancellationToken);
        _last = (data, ridge, regression);
        return regression;
    }

    private static string? Whole(EvaluatedItem? item) => item is null ? null : string.Join(' ', [Title(item), .. item.Tags, .. item.Creators, item.Text]);

    // Without the year, which says nothing about what an item is like.
    private static string? Title(EvaluatedItem? item) => item is null ? null : Year().Replace(item.Title, "");

    [GeneratedRegex(@"\(\d{4}\)")]
    private static partial Regex Year();
}
