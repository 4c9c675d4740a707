using Portal.Data.Entities;

namespace Portal.People;

/// <summary>Takes a sentence in which a person says what they like, for features that ask for one.</summary>
public interface IStatementWriter
{
    /// <summary>Adds the sentence to the person's statements, for good.</summary>
    /// <returns>Its id; null when it was refused: empty, too long, or one too many.</returns>
    Task<Guid?> AddAsync(string userId, string text, StatementSource source, CancellationToken cancellationToken);

    /// <summary>Takes a sentence back, as an undo of adding it does.</summary>
    /// <returns>False when there is no such sentence.</returns>
    Task<bool> TakeBackAsync(string userId, Guid id, CancellationToken cancellationToken);
}
