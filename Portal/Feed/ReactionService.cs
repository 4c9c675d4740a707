using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;

namespace Portal.Feed;

/// <summary>What a person has said of an item's traits so far, and what they did with the item.</summary>
/// <param name="Said">The sentences in force that ask for more or less of a trait, with their ids.</param>
/// <param name="Dismissed">For which reasons the item is put away.</param>
/// <param name="LeftOut">Ids of the items behind the card that are no longer used as inspiration.</param>
public sealed record ReactionState(IReadOnlyDictionary<string, Guid> Said, IReadOnlySet<string> Dismissed, IReadOnlySet<string> LeftOut);

/// <summary>A sentence that a reaction wrote.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Replaced">The sentence that said the opposite and was taken back: the latest decision counts. Null for none.</param>
public sealed record Reaction(Guid Id, string? Replaced);

/// <summary>What a person says of an item in place: sentences of theirs like any other, and actions.</summary>
public sealed class ReactionService(IDbContextFactory<PortalDbContext> contexts, IStatementWriter statements, LeftOutService leftOuts, TimeProvider time)
{
    /// <summary>What is in force about an item's card.</summary>
    public async Task<ReactionState> StateAsync(string userId, FeedEntry entry, CancellationToken cancellationToken)
    {
        string[] texts = [.. entry.Traits.SelectMany(trait => new[] { trait.More, trait.Less })];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var said = await InForce(db, userId, texts).Select(row => new { row.Text, row.Id }).ToListAsync(cancellationToken);
        var reasons = await db.Interactions.AsNoTracking()
            .Where(row => row.UserId == userId && row.Kind == InteractionKind.Dismiss && row.RetractedUtc == null && row.Reason != null
                && db.Items.Any(item => item.Id == row.ItemId && item.ExternalId == entry.Item.Id))
            .Where(Dismissal.StillCounts(time.GetUtcNow()))
            .Select(row => row.Reason!)
            .ToListAsync(cancellationToken);
        var leftOut = await leftOuts.LeftOutAsync(userId, [.. Inspiration.Of(entry).Select(item => item.ItemId)], cancellationToken);
        return new ReactionState(said.DistinctBy(row => row.Text).ToDictionary(row => row.Text, row => row.Id, StringComparer.Ordinal), reasons.ToHashSet(StringComparer.Ordinal), leftOut);
    }

    /// <summary>Says a sentence, and takes back the one that says the opposite.</summary>
    /// <returns>Null when it was refused: there are too many.</returns>
    public async Task<Reaction?> SayAsync(string userId, string text, string opposite, CancellationToken cancellationToken)
    {
        List<Guid> before;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            before = await InForce(db, userId, [opposite]).Select(row => row.Id).ToListAsync(cancellationToken);
        }

        if (await statements.AddAsync(userId, text, StatementSource.Reaction, cancellationToken) is not { } id)
        {
            return null;
        }

        foreach (var former in before)
        {
            await statements.TakeBackAsync(userId, former, cancellationToken);
        }

        return new Reaction(id, before.Count > 0 ? opposite : null);
    }

    /// <summary>Forgets a reaction: its sentence goes, and what it replaced counts again.</summary>
    public async Task ForgetAsync(string userId, Reaction reaction, CancellationToken cancellationToken)
    {
        await statements.TakeBackAsync(userId, reaction.Id, cancellationToken);
        if (reaction.Replaced is { } former)
        {
            await statements.AddAsync(userId, former, StatementSource.Reaction, cancellationToken);
        }
    }

    private static IQueryable<StatementEntity> InForce(PortalDbContext db, string userId, IReadOnlyCollection<string> texts) => db.Statements.AsNoTracking()
        .Where(row => row.UserId == userId && row.Source == StatementSource.Reaction && row.State == StatementState.Active && texts.Contains(row.Text));
}
