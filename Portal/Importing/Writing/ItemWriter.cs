using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Importing.Writing;

/// <summary>Adds items, and changes those that are there already to what the file tells of them.</summary>
internal sealed class ItemWriter(ImportStep step, IReadOnlyDictionary<string, string> aliases, DateTime nowUtc)
{
    // SQL Server takes no more of a column with a collation of its own.
    private const int Portion = 500;

    private static readonly string[] Stored =
    [
        nameof(ItemEntity.ExternalId), nameof(ItemEntity.Kind), nameof(ItemEntity.Title), nameof(ItemEntity.Description), nameof(ItemEntity.Creators), nameof(ItemEntity.Genres), nameof(ItemEntity.Tags),
        nameof(ItemEntity.Year), nameof(ItemEntity.Language), nameof(ItemEntity.Image), nameof(ItemEntity.Attributes), nameof(ItemEntity.PublishedUtc), nameof(ItemEntity.Source), nameof(ItemEntity.Active),
        nameof(ItemEntity.UpdatedUtc), nameof(ItemEntity.Revision),
    ];

    /// <summary>Writes rows with different ids; in a trial only says what it would do.</summary>
    public async Task<ImportTally> WriteAsync(PortalDbContext db, IReadOnlyList<ItemRow> rows, bool trial, CancellationToken ct)
    {
        Dictionary<string, ItemEntity> there = new(StringComparer.Ordinal);
        foreach (var ids in rows.Select(row => row.Id).Chunk(Portion))
        {
            foreach (var item in await db.Items.Where(item => ids.Contains(item.ExternalId)).ToListAsync(ct))
            {
                there[item.ExternalId] = item;
            }
        }

        List<ItemEntity> added = [];
        long changed = 0;
        foreach (var row in rows.Select(WithLabels))
        {
            if (!there.TryGetValue(row.Id, out var item))
            {
                added.Add(New(row));
            }
            else if (Apply(row, item))
            {
                item.UpdatedUtc = nowUtc;
                changed++;
            }
        }

        if (!trial)
        {
            await db.SaveChangesAsync(ct);
            await db.InsertPreparedAsync(added, Stored, ct);
        }

        return new ImportTally(added.Count, changed, rows.Count - added.Count - changed, 0);
    }

    private static DateTime? OfYear(int? year) => year is >= 1 and <= 9000 ? new DateTime(year.Value, 7, 1, 0, 0, 0, DateTimeKind.Utc) : null;

    // Other words for a label become the label; a tag never repeats a genre.
    private ItemRow WithLabels(ItemRow row)
    {
        var genres = Named(row.Genres);
        return row with { Genres = genres, Tags = Named(row.Tags)?.Except(genres ?? [], StringComparer.Ordinal).ToList() };
    }

    private List<string>? Named(IReadOnlyList<string>? labels) => labels?.Select(label => aliases.GetValueOrDefault(label, label)).Distinct(StringComparer.Ordinal).ToList();

    private ItemEntity New(ItemRow row) => new()
    {
        ExternalId = row.Id,
        Kind = row.Kind ?? step.Options.ItemKind,
        Title = row.Title,
        Description = row.Description ?? "",
        Creators = [.. row.Creators ?? []],
        Genres = [.. row.Genres ?? []],
        Tags = [.. row.Tags ?? []],
        Year = row.Year,
        Language = row.Language,
        Image = row.Image,
        Attributes = row.Attributes ?? new SortedDictionary<string, string>(StringComparer.Ordinal),
        PublishedUtc = row.PublishedUtc ?? OfYear(row.Year) ?? step.UndatedUtc ?? nowUtc,
        Source = row.Source ?? step.Source ?? Cut(step.File.Name, 64),
        Active = row.Active ?? true,
        UpdatedUtc = nowUtc,
    };

    // What the row does not tell stays as it is.
    private static bool Apply(ItemRow row, ItemEntity item)
    {
        var changed = false;
        if (row.Year is { } year && year != item.Year)
        {
            item.PublishedUtc = row.PublishedUtc ?? OfYear(year) ?? item.PublishedUtc;
        }

        Set(row.Title, item.Title, value => item.Title = value);
        Set(row.Kind, item.Kind, value => item.Kind = value);
        Set(row.Description, item.Description, value => item.Description = value);
        Set(row.Year, item.Year, value => item.Year = value);
        Set(row.Language, item.Language, value => item.Language = value);
        Set(row.Image, item.Image, value => item.Image = value);
        Set(row.PublishedUtc, item.PublishedUtc, value => item.PublishedUtc = value!.Value);
        Set(row.Active, item.Active, value => item.Active = value!.Value);
        SetAll(row.Creators, item.Creators, value => item.Creators = value);
        SetAll(row.Genres, item.Genres, value => item.Genres = value);
        SetAll(row.Tags, item.Tags, value => item.Tags = value);
        if (row.Attributes is { } attributes && !attributes.SequenceEqual(item.Attributes))
        {
            item.Attributes = attributes;
            changed = true;
        }

        return changed;

        void Set<TValue>(TValue? told, TValue? there, Action<TValue> set)
        {
            if (told is not null && !EqualityComparer<TValue>.Default.Equals(told, there))
            {
                set(told);
                changed = true;
            }
        }

        void SetAll(IReadOnlyList<string>? told, List<string> there, Action<List<string>> set)
        {
            if (told is not null && !told.SequenceEqual(there, StringComparer.Ordinal))
            {
                set([.. told]);
                changed = true;
            }
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
