using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;

namespace Portal.Domain.Recommendation;

/// <summary>Something that is left out of a query, to see what it changes.</summary>
public abstract record Omission
{
    private Omission()
    {
    }

    /// <summary>The query without it; the same query when it was not in there.</summary>
    public abstract FeedQuery From(FeedQuery query);

    /// <summary>One of the person's statements, with what it wants and what it forbids.</summary>
    /// <param name="Id">Id of the statement.</param>
    public sealed record OfStatement(Guid Id) : Omission
    {
        /// <inheritdoc/>
        public override FeedQuery From(FeedQuery query) =>
            query with { Person = query.Person with { Statements = [.. query.Person.Statements.Where(statement => statement.Id != Id)] } };
    }

    /// <summary>One thing that one of the person's statements says, with its words.</summary>
    /// <param name="StatementId">Id of the statement.</param>
    /// <param name="ClauseKey">Key of the clause.</param>
    public sealed record OfClause(Guid StatementId, string ClauseKey) : Omission
    {
        /// <inheritdoc/>
        public override FeedQuery From(FeedQuery query) => query with
        {
            Person = query.Person with
            {
                Statements = [.. query.Person.Statements.Select(statement => statement.Id == StatementId ? statement.Reduced(statement.Parsed.Without(ClauseKey)) : statement)],
            },
        };
    }

    /// <summary>What the person thinks of an item, as inspiration: it stays off the list if it was.</summary>
    /// <param name="Item">The item.</param>
    public sealed record OfOpinion(ItemIndex Item) : Omission
    {
        /// <inheritdoc/>
        public override FeedQuery From(FeedQuery query) => query with
        {
            Person = query.Person with
            {
                Liked = [.. query.Person.Liked.Where(opinion => opinion.Item != Item)],
                Disliked = [.. query.Person.Disliked.Where(opinion => opinion.Item != Item)],
                History = [.. query.Person.History.Where(entry => entry.Item != Item)],
            },
            Session = query.Session.Without(Item),
        };
    }

    /// <summary>The mood, with what it wants and what it forbids.</summary>
    public sealed record OfMood : Omission
    {
        /// <inheritdoc/>
        public override FeedQuery From(FeedQuery query) => query with { Mood = null };
    }

    /// <summary>A signal, or a term of the re-ranking.</summary>
    /// <param name="Key">Its key.</param>
    public sealed record OfSignal(string Key) : Omission
    {
        /// <inheritdoc/>
        public override FeedQuery From(FeedQuery query) => query with { Weights = query.Weights.Without(Key) };
    }
}
