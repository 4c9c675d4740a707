using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>
/// Puts a contribution into one sentence in the present culture, from its evidence alone: what the evidence does not hold
/// is not said.
/// </summary>
public sealed class ReasonWriter(IStringLocalizer<FeedText> text)
{
    private const int LongestQuote = 60, MostShared = 3;

    /// <summary>One line with the words that the item shares, long quotes and titles cut; null when there is nothing to tell.</summary>
    public string? Write(Contribution contribution)
    {
        if (contribution is { Amount: > 0, Evidence: MoodEvidence { Shared.Count: > 0 } mood })
        {
            return text["FitsMood", string.Join(text["Comma"], mood.Shared.Take(MostShared))].Value;
        }

        if (Sentence(contribution, Cut) is not { } brief)
        {
            return null;
        }

        // What the person's own words say already is not said twice.
        string[] shared = [.. TellingLabels.Shared(contribution.Evidence).Where(word => !Said(contribution).Contains(word, StringComparison.OrdinalIgnoreCase)).Take(MostShared)];
        return shared.Length > 0 ? text["WithShared", brief, string.Join(text["Comma"], shared)].Value : brief;
    }

    /// <summary>The sentence with whole quotes and without the shared words, for where there is room and they stand beside it.</summary>
    public string? Whole(Contribution contribution) => Sentence(contribution, quote => quote);

    /// <summary>The text around an item's title, with {0} in its place, for pages that make the title a link.</summary>
    internal string AroundItem(Contribution contribution) => contribution.Evidence is ItemEvidence item ? AboutItem(contribution, item, "{0}") : "";

    private string? Sentence(Contribution contribution, Func<string, string> quote) => contribution.Evidence switch
    {
        StatementEvidence { ReviewOf: { } title } review => text["YouReviewed", title, quote(review.Phrase)].Value,
        StatementEvidence => text[contribution.Amount < 0 ? "YouSaidLess" : "YouSaid", quote(Said(contribution))].Value,
        MoodEvidence => text[contribution.Amount < 0 ? "NotInTheMoodFor" : "InTheMoodFor", quote(Said(contribution))].Value,
        ItemEvidence item => AboutItem(contribution, item, quote(item.Title)),
        MomentEvidence moment => text[contribution.Amount < 0 ? "MomentLess" : "MomentMore", text["At" + moment.Circumstance].Value].Value,
        CountEvidence count when contribution.Signal == "popularity" => Counted(count.Count, "PeopleLike", "OneLikes"),
        CountEvidence count when contribution.Signal == "repetition" => Counted(count.Count, "ShownTimes", "ShownOnce"),
        CountEvidence count when contribution.Signal == RankingSignals.LongTail => Counted(count.Count, "LittleKnown", "LittleKnownOne", "LittleKnownNone"),
        BalanceEvidence balance => text[contribution.Amount < 0 ? "BalanceLess" : "BalanceMore", balance.Label, balance.Own, balance.Listed].Value,
        ExplorationEvidence known => Counted(known.Opinions, "ExplorationFew", "ExplorationOne", "ExplorationNone"),
        YearEvidence year => text["FromYear", year.Year].Value,
        _ => null,
    };

    // The person's own words: those that say it by themselves, where there are such.
    private static string Said(Contribution contribution) => contribution.Evidence switch
    {
        StatementEvidence { Phrase.Length: > 0 } statement => statement.Phrase,
        StatementEvidence statement => statement.Text,
        MoodEvidence { Shared: [var words, ..] } when contribution.Amount < 0 => words,
        MoodEvidence mood => mood.Text,
        _ => "",
    };

    private string Counted(int count, string many, string one, string? none = null) =>
        count == 1 ? text[one].Value : count == 0 && none is not null ? text[none].Value : text[many, count].Value;

    private string AboutItem(Contribution contribution, ItemEvidence item, string title) => item switch
    {
        InterestEvidence interest => text["FitsInterest", title, interest.Interest],
        PathEvidence path => text["Path" + char.ToUpperInvariant(path.Relation[0]) + path.Relation[1..], title, path.Name],
        _ => text[ItemKey(contribution), title],
    };

    private static string ItemKey(Contribution contribution) => contribution.Signal switch
    {
        RankingSignals.Variety => "AlsoListed",
        "people" => "PeopleAlso",
        "session" => "SessionAfter",
        _ => contribution.Amount < 0 ? "TooMuchLike" : "LikeItem",
    };

    /// <summary>Cut after a whole word where there is one near.</summary>
    internal static string Cut(string sentence)
    {
        if (sentence.Length <= LongestQuote)
        {
            return sentence;
        }

        var space = sentence.LastIndexOf(' ', LongestQuote);
        var end = space > LongestQuote / 2 ? space : LongestQuote;
        if (char.IsHighSurrogate(sentence[end - 1]))
        {
            end--;
        }

        return sentence[..end].TrimEnd(' ', ',', ';', ':', '.', '，', '；', '。') + "…";
    }
}
