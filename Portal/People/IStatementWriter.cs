namespace Portal.People;

/// <summary>Takes a sentence in which a person says what they like, for features that ask for one.</summary>
public interface IStatementWriter
{
    /// <summary>Adds the sentence to the person's statements, for good.</summary>
    /// <returns>False when it was refused: empty, too long, or one too many.</returns>
    Task<bool> AddAsync(string userId, string text, CancellationToken cancellationToken);
}
