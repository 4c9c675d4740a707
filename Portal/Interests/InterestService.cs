using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Interests;

/// <summary>What was learned of a person, and what a change of it does to their feed.</summary>
public sealed class InterestService(IDbContextFactory<PortalDbContext> contexts, InterestReader reader)
{
    /// <summary>The interests, the one most of the likes belong to first: a card stays where it is when its weight changes.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="zone">Their clock: some of what they said counts at some hours only.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LearnedView> ListAsync(string userId, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(userId, zone, cancellationToken);
        if (read.Reading is not { } reading)
        {
            return new LearnedView([], read.Person.Statements.Count, read.Person.Settings.Unpersonalised);
        }

        var actions = await ActionsAsync(userId, cancellationToken);
        var shares = read.Shares();
        List<InterestView> views = [];
        for (var i = 0; i < reading.Profile.Interests.Count; i++)
        {
            var interest = reading.Profile.Interests[i];
            var members = read.Members(interest);
            int[] rowIds = [.. members.Select(read.State.RowIdOf)];
            views.Add(new InterestView
            {
                Anchor = ItemCard.Of(read.State, members[0]),
                AnchorRowId = rowIds[0],
                MemberRowIds = rowIds,
                GivenName = interest.GivenName,
                LearnedName = read.LearnedNameOf(interest),
                Share = shares[i],
                Weight = interest.Weight,
                Parts = interest.Parts,
                OverruledBy = reading.OverruledBy[i],
                Items = [.. members.Select(member => ItemCard.Of(read.State, member))],
                Actions = rowIds.Sum(id => actions.TryGetValue(id, out var of) ? of.Count : 0),
                LatestUtc = rowIds.Max(id => actions.TryGetValue(id, out var of) ? of.Latest : default),
            });
        }

        return new LearnedView(views, read.Person.Statements.Count, read.Person.Settings.Unpersonalised);
    }

    /// <summary>What comes into and goes out of the first places of the feed when an interest's weight changes.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="zone">Their clock.</param>
    /// <param name="anchorRowId">An item of the interest.</param>
    /// <param name="before">The weight before.</param>
    /// <param name="after">The weight after.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FeedEffect> EffectAsync(string userId, TimeZoneInfo zone, int anchorRowId, double before, double after, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(userId, zone, cancellationToken);
        if (!read.State.TryFind(anchorRowId, out var anchor) || read.Person.Settings.Unpersonalised)
        {
            return new FeedEffect([], []);
        }

        return await Task.Run(() =>
        {
            var (former, next) = (First(userId, read, zone, anchor, before), First(userId, read, zone, anchor, after));
            return new FeedEffect(Cards(next.Except(former)), Cards(former.Except(next)));
        }, cancellationToken);

        IReadOnlyList<ItemCard> Cards(IEnumerable<ItemIndex> items) => [.. items.Select(item => ItemCard.Of(read.State, item))];
    }

    /// <summary>Everything liked that belongs to an interest, also what is too faint to be looked at: what has to go when it is not to be used.</summary>
    internal async Task<IReadOnlyList<int>> BelongingAsync(string userId, TimeZoneInfo zone, int anchorRowId, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(userId, zone, cancellationToken);
        return read.Reading is { } reading && read.State.TryFind(anchorRowId, out var anchor) && reading.Profile.HomeOf(anchor) is { } home
            ? [.. read.Person.Liked.Where(opinion => reading.Profile.HomeOf(opinion.Item) == home).Select(opinion => read.State.RowIdOf(opinion.Item))]
            : [];
    }

    // Said last, a weight is the one that counts.
    private static List<ItemIndex> First(string userId, ReadInterests read, TimeZoneInfo zone, ItemIndex anchor, double weight) =>
    [
        .. Recommender.Recommend(read.State.Snapshot, PersonQuery.Of(
            userId,
            new LoadedPerson(read.Person with { InterestEdits = [.. read.Person.InterestEdits, new InterestEdit(anchor, Weight: weight)] }, read.Session),
            read.State,
            read.Now,
            new Surroundings(zone, null),
            FeedEffect.Length)).Select(ranked => ranked.Item),
    ];

    private async Task<Dictionary<int, (int Count, DateTime Latest)>> ActionsAsync(string userId, CancellationToken cancellationToken)
    {
        InteractionKind[] speaking = [InteractionKind.Like, InteractionKind.Save, InteractionKind.Click, InteractionKind.Rating];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && speaking.Contains(row.Kind) && row.RetractedUtc == null && row.LeftOutUtc == null)
            .GroupBy(row => row.ItemId)
            .Select(group => new { group.Key, Count = group.Count(), Latest = group.Max(row => row.AtUtc) })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Key, row => (row.Count, row.Latest));
    }
}
