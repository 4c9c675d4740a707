using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.People;

/// <summary>A review, for what it says about its writer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Item">The item.</param>
/// <param name="Text">The words.</param>
/// <param name="Sentiment">−1 to 1; null while nobody knows.</param>
/// <param name="Reading">What was read in it.</param>
/// <param name="At">When it was last changed.</param>
internal sealed record CountedReview(Guid Id, ItemIndex Item, string Text, double? Sentiment, ReviewReading Reading, DateTimeOffset At);

/// <summary>
/// What a person's reviews say about their taste: each is a decision about its item as a rating is, and what it says of parts is a weak wish
/// for, or against, the labels that stand for them.
/// </summary>
internal static class ReviewEvidence
{
    // Half of a plain wish: what was said of one item is less than what was said of all.
    private const double AspectStrength = 0.4;

    private const double NeutralStars = 3, StarsToPraise = 2;
    private const int MostReviews = 500;

    /// <summary>The person's reviews, the last changed first.</summary>
    public static async Task<List<CountedReview>> LoadAsync(PortalDbContext db, string userId, EngineState state, CancellationToken cancellationToken)
    {
        var rows = await db.Reviews.AsNoTracking()
            .Where(row => row.UserId == userId && row.DeletedUtc == null)
            .OrderByDescending(row => row.UpdatedUtc)
            .Take(MostReviews)
            .ToListAsync(cancellationToken);
        List<CountedReview> reviews = new(rows.Count);
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var item))
            {
                var reading = ReviewReader.Read(row.Aspects, row.Sentiment);
                reviews.Add(new CountedReview(row.Id, item, row.Text, ReviewService.Counted(row.OwnSentiment, reading), reading, new DateTimeOffset(row.UpdatedUtc)));
            }
        }

        return reviews;
    }

    /// <summary>Actions with the reviews among them as ratings, 1 star for −1 to 5 for 1; the newest first.</summary>
    public static List<RawInteraction> WithRatings(List<RawInteraction> newestFirst, IReadOnlyList<CountedReview> reviews) => reviews.Count == 0
        ? newestFirst
        : [.. reviews.Where(review => review.Sentiment is not null)
            .Select(review => new RawInteraction(default, review.Item, InteractionKind.Rating, NeutralStars + (StarsToPraise * review.Sentiment), review.At))
            .Concat(newestFirst).OrderByDescending(action => action.At)];

    /// <summary>The reviews as statements that wish for nothing by their words, only by clauses. What a sentence says of a label stands; a review does not touch it.</summary>
    public static IEnumerable<PersonStatement> Statements(IReadOnlyList<CountedReview> reviews, IReadOnlyList<PersonStatement> said, EngineState state)
    {
        var decided = said.SelectMany(statement => statement.Parsed.Clauses).Select(clause => clause.Subject).OfType<LabelSubject>()
            .SelectMany(subject => subject.Labels).ToHashSet(StringComparer.Ordinal);
        foreach (var review in reviews)
        {
            List<Clause> clauses = [];
            foreach (var aspect in review.Reading.Aspects.Where(aspect => !aspect.Removed && aspect.End <= review.Text.Length))
            {
                string[] labels = [.. aspect.Labels.Where(label => !decided.Contains(label) && state.Snapshot.Catalogue.TryFindLabel(label, out _))];
                if (labels.Length > 0)
                {
                    clauses.Add(new Clause
                    {
                        Start = aspect.Start,
                        End = aspect.End,
                        Phrase = review.Text[aspect.Start..aspect.End],
                        Polarity = aspect.Score > 0 ? Polarity.More : Polarity.Less,
                        Strength = AspectStrength * Math.Abs(aspect.Score),
                        Subject = new LabelSubject(labels),
                        Link = new Link(LinkKind.Exact, 1),
                    });
                }
            }

            if (clauses.Count > 0)
            {
                yield return new PersonStatement(
                    review.Id,
                    new ParsedStatement { Version = ParsedStatement.CurrentVersion, Text = review.Text, Wanted = "", Clauses = clauses },
                    Vector: null,
                    review.At,
                    state.Snapshot.Catalogue[review.Item].Title);
            }
        }
    }
}
