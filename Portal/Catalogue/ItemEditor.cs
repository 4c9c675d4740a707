using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine;

namespace Portal.Catalogue;

public enum ItemSave
{
    Saved,

    /// <summary>The draft has problems; nothing was saved.</summary>
    Refused,

    /// <summary>Somebody saved the item since it was read; nothing was saved.</summary>
    Conflict,

    /// <summary>The item was deleted meanwhile.</summary>
    Gone,
}

/// <summary>An item that is read for editing.</summary>
/// <param name="Draft">As it is stored.</param>
/// <param name="Revision">To be handed back with the change.</param>
public sealed record EditedItem(int RowId, ItemDraft Draft, int Revision);

/// <summary>What became of saving.</summary>
/// <param name="Stored">The item as it is stored now; after a conflict as the other saved it; null where it is gone, or new and refused.</param>
/// <param name="Problems">Why it was refused.</param>
public sealed record ItemSaved(ItemSave Result, EditedItem? Stored, IReadOnlyList<ItemProblem> Problems);

/// <summary>What goes along when an item is deleted.</summary>
public sealed record ItemDependents(int Actions, int Places, int Reviews, int Others)
{
    public int Total => Actions + Places + Reviews + Others;
}

/// <summary>Changes single items. What somebody else saved meanwhile is never overwritten unseen.</summary>
public sealed class ItemEditor(IDbContextFactory<PortalDbContext> contexts, ICatalogueChanges changes, TimeProvider time)
{
    private const int MostDetails = 4000;

    /// <summary>An item for editing; null where there is none.</summary>
    public async Task<EditedItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Items.AsNoTracking().SingleOrDefaultAsync(item => item.ExternalId == id, cancellationToken) is { } item ? Edited(item) : null;
    }

    /// <summary>Saves a draft over the revision it was made from.</summary>
    public async Task<ItemSaved> SaveAsync(Actor actor, ItemDraft draft, int revision, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Items.SingleOrDefaultAsync(item => item.ExternalId == draft.Id, cancellationToken) is not { } item)
        {
            return new ItemSaved(ItemSave.Gone, null, []);
        }

        var before = Edited(item);
        if (ItemRules.Check(draft, isNew: false) is { Count: > 0 } problems)
        {
            return new ItemSaved(ItemSave.Refused, before, problems);
        }

        if (item.Revision != revision)
        {
            return new ItemSaved(ItemSave.Conflict, before, []);
        }

        var now = time.GetUtcNow().UtcDateTime;
        ItemRules.Apply(draft, item, await AliasesAsync(db, draft, cancellationToken));
        var fields = ItemField.Between(before.Draft, ItemDraft.Of(item));
        if (fields.Count == 0)
        {
            return new ItemSaved(ItemSave.Saved, before, []);
        }

        // Whether it is active is no part of its text: its vector stays what it is.
        if (fields.Any(field => field.Key != nameof(ItemDraft.Active)))
        {
            item.UpdatedUtc = now;
        }

        db.Audit(actor, "catalogue.item-changed", item.ExternalId, now, Details(before.Draft, ItemDraft.Of(item), fields));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await FindAsync(draft.Id, cancellationToken) is { } theirs ? new ItemSaved(ItemSave.Conflict, theirs, []) : new ItemSaved(ItemSave.Gone, null, []);
        }

        changes.Announce(actor.Name);
        return new ItemSaved(ItemSave.Saved, Edited(item), []);
    }

    /// <summary>Adds a new item.</summary>
    public async Task<ItemSaved> AddAsync(Actor actor, ItemDraft draft, CancellationToken cancellationToken)
    {
        List<ItemProblem> problems = [.. ItemRules.Check(draft, isNew: true)];
        var id = draft.Id.Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (problems.Count == 0 && await db.Items.AnyAsync(item => item.ExternalId == id, cancellationToken))
        {
            problems.Add(new ItemProblem(nameof(ItemDraft.Id), "ProblemTaken", id));
        }

        if (problems.Count > 0)
        {
            return new ItemSaved(ItemSave.Refused, null, problems);
        }

        var now = time.GetUtcNow().UtcDateTime;
        ItemEntity item = new() { ExternalId = id, Kind = draft.Kind, Title = draft.Title, Source = ItemDraft.Manual, UpdatedUtc = now };
        ItemRules.Apply(draft, item, await AliasesAsync(db, draft, cancellationToken));
        db.Items.Add(item);
        db.Audit(actor, "catalogue.item-added", id, now, item.Title);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (DbErrors.IsUniqueViolation(error))
        {
            return new ItemSaved(ItemSave.Refused, null, [new ItemProblem(nameof(ItemDraft.Id), "ProblemTaken", id)]);
        }

        changes.Announce(actor.Name);
        return new ItemSaved(ItemSave.Saved, Edited(item), []);
    }

    /// <summary>What would go along.</summary>
    public async Task<ItemDependents> DependentsAsync(int rowId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new ItemDependents(
            await db.Interactions.CountAsync(row => row.ItemId == rowId, cancellationToken),
            await db.ServedPositions.CountAsync(row => row.ItemId == rowId, cancellationToken),
            await db.Reviews.CountAsync(row => row.ItemId == rowId, cancellationToken),
            await db.RuleExemptions.CountAsync(row => row.ItemId == rowId, cancellationToken) + await db.InterestEdits.CountAsync(row => row.ItemId == rowId, cancellationToken));
    }

    /// <summary>Deletes an item with all that hangs on it.</summary>
    /// <returns>False where it is gone already.</returns>
    public async Task<bool> DeleteAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deleted = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var item = await db.Items.AsNoTracking().Where(item => item.ExternalId == id).Select(item => new { item.Id, item.Title }).SingleOrDefaultAsync(cancellationToken);
            if (item is null)
            {
                return false;
            }

            // The many rows first, each with one statement: the database would delete them one by one.
            await db.ServedPositions.Where(row => row.ItemId == item.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Interactions.Where(row => row.ItemId == item.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Items.Where(row => row.Id == item.Id).ExecuteDeleteAsync(cancellationToken);
            db.Audit(actor, "catalogue.item-deleted", id, time.GetUtcNow().UtcDateTime, item.Title);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });
        if (deleted)
        {
            changes.Announce(actor.Name);
        }

        return deleted;
    }

    private static EditedItem Edited(ItemEntity item) => new(item.Id, ItemDraft.Of(item), item.Revision);

    private static async Task<Dictionary<string, string>> AliasesAsync(PortalDbContext db, ItemDraft draft, CancellationToken cancellationToken)
    {
        var typed = ItemRules.LabelsOf($"{draft.Genres},{draft.Tags}", new Dictionary<string, string>()).ToList();
        return await db.LabelAliases.AsNoTracking().Where(alias => typed.Contains(alias.Alias)).ToDictionaryAsync(alias => alias.Alias, alias => alias.Label, StringComparer.Ordinal, cancellationToken);
    }

    private static string Details(ItemDraft before, ItemDraft after, IReadOnlyList<ItemField> fields)
    {
        var text = string.Join("; ", fields.Select(field => $"{field.Key}: “{Short(field.Get(before))}” → “{Short(field.Get(after))}”"));
        return text.Length <= MostDetails ? text : text[..(MostDetails - 1)] + "…";

        static string Short(string value) => value.Length <= 160 ? value : value[..159] + "…";
    }
}
