namespace Portal.Domain.Evaluation.Files;

/// <summary>A person used an item.</summary>
/// <param name="User">Number or position of the person.</param>
/// <param name="Item">Number or position of the item.</param>
/// <param name="Rating">The rating; 1 where the file has none.</param>
/// <param name="Time">When, in the file's unit; 0 where the file does not say.</param>
internal readonly record struct Event(int User, int Item, float Rating, double Time);

/// <summary>What a file says about who used what.</summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="HasRatings">Whether there was a column of ratings.</param>
/// <param name="HasTimes">Whether there was a time other than 0, or the order of the lines is that of time.</param>
internal sealed record EventTable(List<Event> Rows, bool HasRatings, bool HasTimes)
{
    /// <summary>The same rows with positions for numbers; those without a position are left out.</summary>
    public EventTable At(int[] users, int[] items) => this with
    {
        Rows = [.. Rows.Where(row => users[row.User] >= 0 && items[row.Item] >= 0).Select(row => row with { User = users[row.User], Item = items[row.Item] })],
    };

    /// <summary>The rows with at least this rating; all where the file has no ratings.</summary>
    public EventTable Likes(float least) => HasRatings ? this with { Rows = [.. Rows.Where(row => row.Rating >= least)] } : this;
}
