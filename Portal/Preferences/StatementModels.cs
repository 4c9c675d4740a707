using Portal.Data.Entities;
using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>A statement as its card shows it.</summary>
/// <param name="Expired">Its time is over: it no longer counts, but can be renewed.</param>
public sealed record StatementView(Guid Id, string Text, StatementState State, StatementSource Source, DateTime CreatedUtc, DateTime UpdatedUtc, DateTime? ExpiresUtc, bool Expired, ParsedStatement Parsed, int Revision)
{
    /// <summary>Labels it forbids that a later statement asks for: there the latest word counts.</summary>
    public IReadOnlySet<string> Lifted { get; init; } = new HashSet<string>();
}

/// <summary>One entry of the history.</summary>
/// <param name="Diff">What it did to the clauses.</param>
public sealed record StatementChangeView(long Id, Guid StatementId, DateTime AtUtc, StatementAction Action, string? TextBefore, string? TextAfter, DateTime? ExpiresUtc, StatementDiff Diff)
{
    /// <summary>Whether there was a state before, to which the statement can go back.</summary>
    public bool CanRestore => TextBefore is not null;
}

/// <summary>A text as it is understood before it is saved.</summary>
/// <param name="Parsed">What was understood, with the settings that it would be saved with.</param>
/// <param name="By">How its wishes find their items.</param>
public sealed record Draft(ParsedStatement Parsed, MatchedBy By)
{
    /// <summary>The name under which an answer to a question is kept.</summary>
    public static string AnswerKey(Question question) => question.Phrase.ToLowerInvariant();
}

/// <summary>What a text rests on beside itself when it is stored.</summary>
/// <param name="Zone">The person's clock; null for the server's.</param>
/// <param name="Answers">What the person chose where its words may mean several things; null for what they chose before.</param>
public sealed record Circumstances(TimeZoneInfo? Zone, IReadOnlyDictionary<string, Subject>? Answers);

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
