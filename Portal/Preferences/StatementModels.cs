using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A statement as its card shows it.</summary>
/// <param name="Expired">Its time is over: it no longer counts, but can be renewed.</param>
public sealed record StatementView(Guid Id, string Text, StatementState State, DateTime CreatedUtc, DateTime UpdatedUtc, DateTime? ExpiresUtc, bool Expired, ParsedStatement Parsed, int Revision)
{
    /// <summary>Labels it forbids that a later statement asks for: there the latest word counts.</summary>
    public IReadOnlySet<string> Lifted { get; init; } = new HashSet<string>();
}

/// <summary>One entry of the history.</summary>
public sealed record StatementChangeView(long Id, Guid StatementId, DateTime AtUtc, StatementAction Action, string? TextBefore, string? TextAfter, DateTime? ExpiresUtc, bool CanRestore);

/// <summary>What a statement would bring up, before it is saved.</summary>
/// <param name="Parsed">What was understood.</param>
/// <param name="Items">The ten items that fit best.</param>
/// <param name="By">How they were found.</param>
public sealed record StatementPreview(ParsedStatement Parsed, IReadOnlyList<ItemCard> Items, MatchedBy By);

/// <summary>How a statement finds its items.</summary>
public enum MatchedBy
{
    /// <summary>By meaning, words and labels.</summary>
    Meaning,

    /// <summary>By words and labels alone: the encoder cannot read the text.</summary>
    WordsUnreadable,

    /// <summary>By words and labels alone: there is no encoder, or the catalogue has no vectors of it yet.</summary>
    WordsNoEncoder,

    /// <summary>Not at all: the statement only rules things out.</summary>
    Nothing,
}

/// <summary>Why a statement was refused, as a key of the page's texts.</summary>
public enum StatementProblem
{
    None,
    Empty,
    TooLong,
    TooMany,

    /// <summary>It was changed elsewhere meanwhile; nothing was saved.</summary>
    ChangedElsewhere,
    NotFound,
    ExpiryInThePast,
}

/// <summary>The outcome of a change.</summary>
/// <param name="Problem">Why it was refused.</param>
/// <param name="Id">The statement.</param>
/// <param name="ChangeId">The entry of the history, by which a deletion or an edit can be taken back.</param>
public readonly record struct StatementResult(StatementProblem Problem, Guid Id = default, long ChangeId = 0)
{
    public bool Ok => Problem == StatementProblem.None;
}
