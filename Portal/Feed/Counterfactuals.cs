using System.Runtime.CompilerServices;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Feed;

/// <summary>Finds what would change a card's place by ranking the list again without it: the same person, moment, mood, session and luck.</summary>
public sealed class Counterfactuals(FeedService feed, ProfileLoader profiles) : IWhatIf
{
    /// <summary>Among how many first places what a rule keeps away is looked for.</summary>
    public const int First = 20;

    // More would make nobody wiser.
    private const int MostReasons = 3, MostRules = 2;

    /// <inheritdoc/>
    public async IAsyncEnumerable<WhatIf> AskAsync(FeedEntry entry, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (state, query) = await feed.AgainAsync(entry.Served, cancellationToken);
        if (!state.Snapshot.Catalogue.TryFind(entry.Item.Id, out var item))
        {
            yield break;
        }

        // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
        var now = await Task.Run(() => Recommender.PlaceOf(state.Snapshot, query, item), cancellationToken);
        foreach (var question in Questions(entry, query, state.Snapshot.Catalogue))
        {
            // As pausing it would leave it: with a vector of the words that are left.
            var without = question.Without.From(query);
            without = without with { Person = await profiles.WithVectorsAsync(without.Person, state, cancellationToken) };
            yield return await Task.Run(() => Answer(state, query, without, item, now, question), cancellationToken);
        }
    }

    private static WhatIf Answer(EngineState state, FeedQuery query, FeedQuery without, ItemIndex item, int? now, Question question) => question.OfRule
        ? new WhatIf(question.Kind, question.Name, now, now, [.. Recommender.Joining(state.Snapshot, query, without, First).Select(joining => ItemCard.Of(state, joining))])
        : new WhatIf(question.Kind, question.Name, now, Recommender.PlaceOf(state.Snapshot, without, item));

    // The largest parts of the score, whichever way they point; then the rules of the sentences among them.
    private static List<Question> Questions(FeedEntry entry, FeedQuery query, CatalogueIndex catalogue)
    {
        List<Question> reasons = [], rules = [];
        HashSet<Omission> asked = [];
        foreach (var contribution in entry.Contributions.OrderByDescending(contribution => Math.Abs(contribution.Amount)))
        {
            if (reasons.Count >= MostReasons)
            {
                break;
            }

            reasons.AddRange(Reasons(contribution, query, catalogue).Where(question => asked.Add(question.Without)));
            rules.AddRange(Rules(contribution.Evidence, query).Where(question => asked.Add(question.Without)));
        }

        return [.. reasons, .. rules.Take(MostRules)];
    }

    private static List<Question> Reasons(Contribution contribution, FeedQuery query, CatalogueIndex catalogue) => contribution.Evidence switch
    {
        StatementEvidence said => Words(said, contribution.Amount < 0 ? Polarity.Less : Polarity.More, query),
        MoodEvidence mood => [new Question(WithoutKind.Mood, mood.Text, new Omission.OfMood())],
        ItemEvidence like when contribution.Signal != RankingSignals.Variety && catalogue.TryFind(like.ItemId, out var index) =>
            [new Question(WithoutKind.Inspiration, like.Title, new Omission.OfOpinion(index))],
        _ => [new Question(WithoutKind.Part, contribution.Signal, new Omission.OfSignal(contribution.Signal))],
    };

    // What the sentence says of this item, and the whole sentence where it says more than that.
    private static List<Question> Words(StatementEvidence said, Polarity polarity, FeedQuery query)
    {
        var clauses = Find(said, query)?.Parsed.Clauses ?? [];
        Question whole = new(WithoutKind.Words, said.Text, new Omission.OfStatement(said.StatementId));
        return clauses.Count > 1 && clauses.FirstOrDefault(clause => clause.Polarity == polarity && clause.Phrase == said.Phrase) is { } one
            ? [new Question(WithoutKind.Words, one.Phrase, new Omission.OfClause(said.StatementId, one.Key)), whole]
            : [whole];
    }

    private static IEnumerable<Question> Rules(Evidence? evidence, FeedQuery query) => evidence is StatementEvidence said && Find(said, query) is { } statement
        ? statement.Parsed.Clauses.Where(clause => clause.IsRule)
            .Select(clause => new Question(WithoutKind.Words, clause.Said(statement.Parsed.Text), new Omission.OfClause(statement.Id, clause.Key), OfRule: true))
        : [];

    private static PersonStatement? Find(StatementEvidence said, FeedQuery query) => query.Person.Statements.FirstOrDefault(statement => statement.Id == said.StatementId);

    private sealed record Question(WithoutKind Kind, string Name, Omission Without, bool OfRule = false);
}
