using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Engine;

namespace Portal.People;

/// <summary>An item that a person let through one of their rules.</summary>
/// <param name="Id">Names it, for taking it back.</param>
/// <param name="Item">The item.</param>
/// <param name="SubjectKey">What the rule is about.</param>
/// <param name="Words">The person's words of the rule; null where they have taken it back meanwhile.</param>
/// <param name="StatementId">The sentence they are in; empty likewise.</param>
public sealed record ExemptionView(long Id, ItemCard Item, string SubjectKey, string? Words, Guid StatementId);

/// <summary>"This is fine": items that a person lets through their own rules, everywhere, until they take it back.</summary>
public sealed class RuleExemptionService(IDbContextFactory<PortalDbContext> contexts, EngineService engine, ProfileLoader profiles, TimeProvider time)
{
    /// <summary>Lets an item through rules.</summary>
    /// <param name="userId">Whose rules.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="subjectKeys">What the rules are about, see <see cref="Subject.Key"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Ids of what is new, by which it can be taken back; empty when there is no such item or it was let through before.</returns>
    public async Task<IReadOnlyList<long>> AddAsync(string userId, string itemId, IReadOnlyCollection<string> subjectKeys, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rowId = await db.Items.Where(item => item.ExternalId == itemId).Select(item => (int?)item.Id).FirstOrDefaultAsync(cancellationToken);
        if (rowId is not { } id)
        {
            return [];
        }

        var known = await db.RuleExemptions.Where(row => row.UserId == userId && row.ItemId == id).Select(row => row.SubjectKey).ToListAsync(cancellationToken);
        List<RuleExemptionEntity> rows = [.. subjectKeys.Distinct().Except(known).Select(key => new RuleExemptionEntity
        {
            UserId = userId,
            SubjectKey = key,
            ItemId = id,
            AtUtc = time.GetUtcNow().UtcDateTime,
        })];
        db.RuleExemptions.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        return [.. rows.Select(row => row.Id)];
    }

    /// <summary>Takes back what was let through; those of other people are left alone.</summary>
    /// <returns>How many were taken back.</returns>
    public async Task<int> RemoveAsync(string userId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.RuleExemptions.Where(row => row.UserId == userId && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What a person has let through, the latest first.</summary>
    public async Task<IReadOnlyList<ExemptionView>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var person = await profiles.LoadAsync(userId, state, cancellationToken);
        var rules = person.Rules().All.DistinctBy(rule => rule.Clause.Subject.Key).ToDictionary(rule => rule.Clause.Subject.Key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.RuleExemptions.AsNoTracking().Where(row => row.UserId == userId).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        List<ExemptionView> views = [];
        foreach (var row in rows)
        {
            if (state.TryFind(row.ItemId, out var item))
            {
                var rule = rules.GetValueOrDefault(row.SubjectKey);
                views.Add(new ExemptionView(row.Id, ItemCard.Of(state, item), row.SubjectKey, rule is null ? null : HiddenItem.WordsOf(person, rule), rule?.StatementId ?? Guid.Empty));
            }
        }

        return views;
    }
}
