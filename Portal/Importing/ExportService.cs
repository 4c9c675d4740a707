using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Importing;

/// <summary>Writes all items, people or interactions in a form that an import reads back, some thousand rows in memory at a time.</summary>
internal sealed class ExportService(IDbContextFactory<PortalDbContext> contexts)
{
    // Page by page, for a connection that retries reads a whole result into memory.
    private const int Page = 2000;

    /// <summary>Writes a file.</summary>
    /// <returns>How many rows.</returns>
    public async Task<long> WriteAsync(ImportSubject subject, ExportFormat format, Stream output, IProgress<long>? progress, CancellationToken ct)
    {
        await using var file = ExportFile.Create(format, output, [.. ImportField.Of(subject).Select(field => field.Key)]);
        long rows = 0;
        await foreach (var values in RowsAsync(subject, ct))
        {
            file.Write(values);
            if (++rows % Page == 0)
            {
                await file.FlushAsync(ct);
                progress?.Report(rows);
            }
        }

        await file.FlushAsync(ct);
        progress?.Report(rows);
        return rows;
    }

    private IAsyncEnumerable<object?[]> RowsAsync(ImportSubject subject, CancellationToken ct) => subject switch
    {
        ImportSubject.Items => ItemsAsync(ct),
        ImportSubject.People => PeopleAsync(ct),
        ImportSubject.Interactions => InteractionsAsync(ct),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "One of items, people and interactions."),
    };

    // The values in the order of the fields.
    private async IAsyncEnumerable<object?[]> ItemsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0;
        List<ItemEntity> page;
        do
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            page = await db.Items.AsNoTracking().Where(item => item.Id > last).OrderBy(item => item.Id).Take(Page).ToListAsync(ct);
            foreach (var item in page)
            {
                yield return
                [
                    item.ExternalId, item.Title, item.Kind, item.Description, item.Creators, item.Genres, item.Tags, item.Year, item.PublishedUtc, item.Language, item.Image,
                    item.Attributes, item.Active, item.Source,
                ];
                last = item.Id;
            }
        }
        while (page.Count == Page);
    }

    private async IAsyncEnumerable<object?[]> PeopleAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var last = "";
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
#pragma warning disable CA1309 // The database compares, by its own collation, as it sorts.
            var page = await db.Users.Where(user => string.Compare(user.Id, last) > 0).OrderBy(user => user.Id).Take(Page)
                .Select(user => new { user.Id, user.ExternalId, user.DisplayName, user.CreatedUtc }).ToListAsync(ct);
#pragma warning restore CA1309
            foreach (var user in page)
            {
                yield return [user.ExternalId ?? user.Id, user.DisplayName, user.CreatedUtc];
                last = user.Id;
            }

            if (page.Count < Page)
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<object?[]> InteractionsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long last = 0;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var page = await db.Interactions.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).Take(Page)
                .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new { row, Person = user.ExternalId ?? user.Id })
                .Join(db.Items, pair => pair.row.ItemId, item => item.Id, (pair, item) => new { pair.row, pair.Person, Item = item.ExternalId })
                .OrderBy(all => all.row.Id)
                .ToListAsync(ct);
            foreach (var (row, person, item) in page.Select(all => (all.row, all.Person, all.Item)))
            {
                var value = row.Kind is InteractionKind.Rating or InteractionKind.Dwell ? row.Value : null;
                yield return [person, item, row.Kind.ToString(), value, row.AtUtc, row.Reason, row.Context, row.RetractedUtc, row.LeftOutUtc];
                last = row.Id;
            }

            if (page.Count < Page)
            {
                yield break;
            }
        }
    }
}
