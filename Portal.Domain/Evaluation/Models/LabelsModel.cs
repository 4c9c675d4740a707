using Portal.Domain.Language;

namespace Portal.Domain.Evaluation.Models;

/// <summary>How many of the genres and tags that a query asks for an item carries, less those it rules out. NaN without a query that names any.</summary>
internal sealed class LabelsModel : IRankingModel
{
    private StatementParser? _parser;
    private Dictionary<string, int[]> _itemsByLabel = [];

    public string Name => "labels";

    public IReadOnlyDictionary<string, object> Parameters { get; } = new Dictionary<string, object>();

    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        var items = context.Data.Items ?? [];
        _itemsByLabel = Enumerable.Range(0, items.Count)
            .SelectMany(i => (items[i]?.Tags ?? []).Select(tag => (Label: tag.ToLowerInvariant(), Item: i)))
            .GroupBy(pair => pair.Label, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Item).Distinct().ToArray(), StringComparer.Ordinal);
        _parser = new StatementParser(Vocabulary.OfLabels(_itemsByLabel.Keys));
    }

    public void Score(EvaluationCase one, Span<float> scores)
    {
        scores.Fill(float.NaN);
        var parsed = string.IsNullOrWhiteSpace(one.Query) ? null : _parser!.Parse(one.Query);
        string[] wanted = [.. parsed?.WantedLabels ?? []];
        string[] unwanted = [.. parsed?.Of(Polarity.Never).Concat(parsed.Of(Polarity.Less)).Select(clause => clause.Subject).OfType<LabelSubject>().SelectMany(subject => subject.Labels) ?? []];
        if (wanted.Length + unwanted.Length == 0)
        {
            return;
        }

        scores.Clear();
        foreach (var (labels, step) in new[] { (wanted, 1f), (unwanted, -1f) })
        {
            foreach (var item in labels.Distinct(StringComparer.Ordinal).SelectMany(label => _itemsByLabel.GetValueOrDefault(label, [])))
            {
                scores[item] += step;
            }
        }
    }
}
