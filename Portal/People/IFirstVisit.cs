namespace Portal.People;

/// <summary>Tells the feed whom to send on the first visit's tour.</summary>
public interface IFirstVisit
{
    /// <summary>Whether the person has finished or skipped the tour.</summary>
    Task<bool> IsDoneAsync(string userId, CancellationToken cancellationToken);
}
