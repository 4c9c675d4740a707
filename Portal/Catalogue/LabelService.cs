using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Engine;

namespace Portal.Catalogue;

/// <summary>A label of the catalogue.</summary>
/// <param name="Genres">Items that carry it as a genre.</param>
/// <param name="Tags">Items that carry it as a tag.</param>
/// <param name="Aliases">Other words for it.</param>
/// <param name="MeantBy">The label it is another word for: it is still on items, because they came later or a merge was cut off; null for a label of its own.</param>
public sealed record LabelInfo(string Name, int Genres, int Tags, IReadOnlyList<string> Aliases, string? MeantBy)
{
    public int Items => Genres + Tags;
}

/// <summary>Why something was refused: the key of a text and what stands in it.</summary>
public sealed record LabelProblem(string TextKey, params object[] Args);

/// <summary>What came of a change of labels.</summary>
/// <param name="Items">How many items were changed.</param>
/// <param name="Problem">Why nothing was done; null where it was.</param>
public sealed record LabelResult(int Items, LabelProblem? Problem = null);

/// <summary>
/// The words of the catalogue: genres and tags, and other words for them. Another word is no label itself and stands for a label, never for
/// another word, so that there are no chains and no cycles.
/// </summary>
/// <remarks>
/// A merge first writes down that the one label is another word for the other, which the engine heeds at once, and then rewrites the items in
/// portions. Cut off in between, it is finished by <see cref="ApplyAsync"/>.
/// </remarks>
public sealed class LabelService(IDbContextFactory<PortalDbContext> contexts, ICatalogueChanges changes, TimeProvider time)
{
    private const int Portion = 200;
    private const int MostTries = 5;

    /// <summary>All labels with their numbers of items, inactive ones included.</summary>
    public async Task<IReadOnlyList<LabelInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<string, int> asGenre = new(StringComparer.Ordinal), asTag = new(StringComparer.Ordinal);

        // Counted while they are read: SQLite cannot group what lies within a column.
        await foreach (var item in db.Items.AsNoTracking().Select(item => new { item.Genres, item.Tags }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Count(asGenre, item.Genres);
            Count(asTag, item.Tags);
        }

        var aliases = await db.LabelAliases.AsNoTracking().ToListAsync(cancellationToken);
        var meant = aliases.ToDictionary(alias => alias.Alias, alias => alias.Label, StringComparer.Ordinal);
        var words = aliases.ToLookup(alias => alias.Label, alias => alias.Alias, StringComparer.Ordinal);
        return [.. asGenre.Keys.Union(asTag.Keys, StringComparer.Ordinal).Union(meant.Values, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new LabelInfo(name, asGenre.GetValueOrDefault(name), asTag.GetValueOrDefault(name), [.. words[name].Order(StringComparer.Ordinal)], meant.GetValueOrDefault(name)))];
    }

    /// <summary>How many items carry a label.</summary>
    public async Task<int> CountAsync(string label, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await With(db, label).CountAsync(cancellationToken);
    }

    /// <summary>Adds another word for a label.</summary>
    public async Task<LabelResult> AddAliasAsync(Actor actor, string word, string label, CancellationToken cancellationToken)
    {
        var alias = ItemRules.Label(word);
        if (ItemRules.CheckLabel("", alias) is { } wrong)
        {
            return new LabelResult(0, new LabelProblem(wrong.TextKey, wrong.Args));
        }

        var result = await InTransactionAsync(async db =>
        {
            var problem = await RefusalAsync(db, alias, label, cancellationToken)
                ?? (await With(db, alias).CountAsync(cancellationToken) is > 0 and var items ? new LabelProblem("AliasIsLabel", alias, items) : null);
            if (problem is not null)
            {
                return new LabelResult(0, problem);
            }

            var now = time.GetUtcNow().UtcDateTime;
            db.LabelAliases.Add(new LabelAliasEntity { Alias = alias, Label = label, CreatedUtc = now });
            db.Audit(actor, "labels.alias-added", label, now, alias);
            await db.SaveChangesAsync(cancellationToken);
            return new LabelResult(0);
        }, cancellationToken);
        if (result.Problem is null)
        {
            changes.Announce(actor.Name);
        }

        return result;
    }

    /// <summary>Takes away another word; one that is gone already is no matter.</summary>
    public async Task RemoveAliasAsync(Actor actor, string alias, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.LabelAliases.SingleOrDefaultAsync(row => row.Alias == alias, cancellationToken) is { } row)
        {
            db.LabelAliases.Remove(row);
            db.Audit(actor, "labels.alias-removed", row.Label, time.GetUtcNow().UtcDateTime, alias);
            await db.SaveChangesAsync(cancellationToken);
            changes.Announce(actor.Name);
        }
    }

    /// <summary>Renames a label, or merges it into one that is there: all its items get the other, and its name becomes another word for it.</summary>
    public async Task<LabelResult> MergeAsync(Actor actor, string from, string into, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var to = ItemRules.Label(into);
        if (ItemRules.CheckLabel("", to) is { } wrong)
        {
            return new LabelResult(0, new LabelProblem(wrong.TextKey, wrong.Args));
        }

        var begun = await InTransactionAsync(async db =>
        {
            // "Robots", once renamed to "machines", may get its old name back.
            var own = await db.LabelAliases.SingleOrDefaultAsync(row => row.Alias == to && row.Label == from, cancellationToken);
            if (own is not null)
            {
                db.LabelAliases.Remove(own);
                await db.SaveChangesAsync(cancellationToken);
            }

            if (await RefusalAsync(db, from, to, cancellationToken) is { } problem)
            {
                return new LabelResult(0, problem);
            }

            var now = time.GetUtcNow().UtcDateTime;
            await db.LabelAliases.Where(row => row.Label == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.Label, to), cancellationToken);
            db.LabelAliases.Add(new LabelAliasEntity { Alias = from, Label = to, CreatedUtc = now });
            var items = await With(db, from).CountAsync(cancellationToken);
            db.Audit(actor, "labels.merged", from, now, string.Create(CultureInfo.InvariantCulture, $"into {to}; {items} items"));
            await db.SaveChangesAsync(cancellationToken);
            return new LabelResult(0);
        }, cancellationToken);
        return begun.Problem is null ? await ReplaceAsync(actor, from, to, progress, cancellationToken) : begun;
    }

    /// <summary>Gives the items that still carry another word the label it stands for.</summary>
    public async Task<LabelResult> ApplyAsync(Actor actor, string alias, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        string? label;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            label = await db.LabelAliases.Where(row => row.Alias == alias).Select(row => row.Label).SingleOrDefaultAsync(cancellationToken);
        }

        return label is null ? new LabelResult(0, new LabelProblem("AliasGone", alias)) : await ReplaceAsync(actor, alias, label, progress, cancellationToken);
    }

    /// <summary>Takes a label off all items, and the other words for it away.</summary>
    public async Task<LabelResult> DeleteAsync(Actor actor, string label, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            db.LabelAliases.RemoveRange(await db.LabelAliases.Where(row => row.Label == label || row.Alias == label).ToListAsync(cancellationToken));
            var items = await With(db, label).CountAsync(cancellationToken);
            db.Audit(actor, "labels.deleted", label, time.GetUtcNow().UtcDateTime, string.Create(CultureInfo.InvariantCulture, $"{items} items"));
            await db.SaveChangesAsync(cancellationToken);
        }

        return await ReplaceAsync(actor, label, null, progress, cancellationToken);
    }

    private static void Count(Dictionary<string, int> counts, List<string> labels)
    {
        foreach (var label in labels)
        {
            counts[label] = counts.GetValueOrDefault(label) + 1;
        }
    }

    private static IQueryable<ItemEntity> With(PortalDbContext db, string label) => db.Items.Where(item => item.Genres.Contains(label) || item.Tags.Contains(label));

    private static async Task<LabelProblem?> RefusalAsync(PortalDbContext db, string word, string label, CancellationToken cancellationToken) =>
        word == label ? new LabelProblem("AliasSame", label)
        : await db.LabelAliases.Where(row => row.Alias == label).Select(row => row.Label).SingleOrDefaultAsync(cancellationToken) is { } further ? new LabelProblem("AliasChain", label, further)
        : await db.LabelAliases.Where(row => row.Alias == word).Select(row => row.Label).SingleOrDefaultAsync(cancellationToken) is { } other ? new LabelProblem("AliasTaken", word, other)
        : null;

    private async Task<LabelResult> ReplaceAsync(Actor actor, string from, string? to, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var total = await CountAsync(from, cancellationToken);
        int done = 0, last = 0;
        try
        {
            while (await ReplacePortionAsync(from, to, last, cancellationToken) is { Count: > 0 } ids)
            {
                (done, last) = (done + ids.Count, ids[^1]);
                progress?.Report(new WorkProgress(done, Math.Max(done, total)));
            }
        }
        catch (OperationCanceledException)
        {
            // Told by the number of those that are changed; the rest can be done later.
        }
        finally
        {
            changes.Announce(actor.Name);
        }

        return new LabelResult(done);
    }

    private async Task<List<int>> ReplacePortionAsync(string from, string? to, int after, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var items = await With(db, from).Where(item => item.Id > after).OrderBy(item => item.Id).Take(Portion).ToListAsync(cancellationToken);
            var now = time.GetUtcNow().UtcDateTime;
            foreach (var item in items)
            {
                item.Genres = [.. Replaced(item.Genres)];
                item.Tags = [.. Replaced(item.Tags).Except(item.Genres, StringComparer.Ordinal)];
                item.UpdatedUtc = now;
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return [.. items.Select(item => item.Id)];
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // Somebody saved one of them meanwhile: the label is replaced in what they saved.
            }
        }

        IEnumerable<string> Replaced(List<string> labels) =>
            labels.Select(label => label == from ? to : label).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    // Serialisable: of two who make chains together, the second is refused.
    private async Task<LabelResult> InTransactionAsync(Func<PortalDbContext, Task<LabelResult>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            var result = await work(db);
            if (result.Problem is null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return result;
        });
    }
}
