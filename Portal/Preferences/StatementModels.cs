using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A statement as its card shows it.</summary>
/// <param name="Expired">Its time is over: it no longer counts, but can be renewed.</param>
public sealed record StatementView(Guid Id, string Text, StatementState State, DateTime CreatedUtc, DateTime UpdatedUtc, DateTime? ExpiresUtc, bool Expired, ParsedStatement Parsed, int Revision);

/// <summary>One entry of the history.</summary>
public sealed record StatementChangeView(long Id, Guid StatementId, DateTime AtUtc, StatementAction Action, string? TextBefore, string? TextAfter, DateTime? ExpiresUtc, bool CanRestore);

/// <summary>What a statement would bring up, before it is saved.</summary>
/// <param name="Parsed">What was understood.</param>
/// <param name="Items">The ten items that fit best.</param>
/// <param name="ByWordsAlone">True when no vector could be used.</param>
public sealed record StatementPreview(ParsedStatement Parsed, IReadOnlyList<ItemCard> Items, bool ByWordsAlone);

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
public readonly record struct StatementResult(StatementProblem Problem, Guid Id = default)
{
    public bool Ok => Problem == StatementProblem.None;
}
