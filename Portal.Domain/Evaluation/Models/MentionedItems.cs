using System.Text;
using Portal.Domain.Language;

namespace Portal.Domain.Evaluation.Models;

/// <summary>What a person names in their own words is known of them as if they had used it; the names are no words of the query then ("Infinity War" asks for no war film).</summary>
internal sealed class MentionedItems
{
    private readonly TitleLexicon _titles;

    private MentionedItems(TitleLexicon titles) => _titles = titles;

    /// <summary>For data whose items have titles; null for others.</summary>
    public static MentionedItems? In(TrainingData data) =>
        data.Items is { } items && items.Any(item => item?.Title.Length > 0) ? new MentionedItems(new TitleLexicon(items.Select(item => (item?.Title ?? "", (int?)null)))) : null;

    /// <summary>The case with the items that its query names, in the order of the words, behind the history, and with the rest of the query.</summary>
    public EvaluationCase AddTo(EvaluationCase one)
    {
        if (string.IsNullOrWhiteSpace(one.Query))
        {
            return one;
        }

        var mentions = _titles.Find(one.Query);
        StringBuilder rest = new(one.Query);
        foreach (var mention in mentions.Reverse())
        {
            rest.Remove(mention.Start, mention.End - mention.Start).Insert(mention.Start, '…');
        }

        int[] named = [.. mentions.Select(mention => mention.Position).Distinct().Except(one.History)];
        return named.Length == 0 ? one : one with { History = [.. one.History, .. named], Ratings = null, Query = rest.ToString() };
    }
}
