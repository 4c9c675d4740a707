using System.Globalization;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Importing.Writing;

/// <summary>Adds interactions that are not there yet: the same person, item, kind and time is the same interaction.</summary>
/// <param name="people">Finds and adds people.</param>
/// <param name="undatedUtc">The time of those that tell none.</param>
internal sealed class InteractionWriter(PeopleWriter people, DateTime undatedUtc) : IDisposable
{
    private static readonly string[] Key = [nameof(InteractionEntity.UserId), nameof(InteractionEntity.Kind), nameof(InteractionEntity.AtUtc), nameof(InteractionEntity.ItemId)];

    private static readonly string[] Usual =
        [nameof(InteractionEntity.UserId), nameof(InteractionEntity.ItemId), nameof(InteractionEntity.Kind), nameof(InteractionEntity.Value), nameof(InteractionEntity.AtUtc), nameof(InteractionEntity.Context)];

    private static readonly string[] All = [.. Usual, nameof(InteractionEntity.Reason), nameof(InteractionEntity.RetractedUtc), nameof(InteractionEntity.LeftOutUtc)];

    private readonly KnownIds<int> _items = new((db, ids) =>
        db.Items.Where(item => ids.Contains(item.ExternalId)).Select(item => new KnownId<int>(item.ExternalId, item.Id)));

    // In a trial nothing is in the database by which a repetition would be known.
    private ScratchSet? _tried;

    /// <summary>The database's ids of items, those of them that it knows.</summary>
    public Task<IReadOnlyDictionary<string, int>> ItemsAsync(PortalDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct) => _items.FindAsync(db, ids, ct);

    /// <summary>Writes rows, of which each is of an item that is known, in a trial or would be.</summary>
    public async Task<ImportTally> WriteAsync(PortalDbContext db, IReadOnlyList<InteractionRow> rows, bool trial, CancellationToken ct)
    {
        var users = await people.EnsureAsync(db, rows.Select(row => row.Person).ToHashSet(StringComparer.Ordinal), trial, ct);
        var items = await _items.FindAsync(db, rows.Select(row => row.Item).ToHashSet(StringComparer.Ordinal), ct);
        var fresh = rows.DistinctBy(row => (row.Person, row.Item, row.Kind, row.AtUtc)).ToList();
        if (trial)
        {
            _tried ??= new ScratchSet();
            fresh.RemoveAll(row => !_tried.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Person}\u001f{row.Item}\u001f{row.Kind}\u001f{row.AtUtc?.Ticks}")));
        }

        // Who or what is not in the database has done nothing yet.
        var wouldBe = fresh.RemoveAll(row => !users.ContainsKey(row.Person) || !items.ContainsKey(row.Item));
        var entities = fresh.ConvertAll(row => ToEntity(row, users[row.Person], items[row.Item]));
        var added = trial
            ? wouldBe + entities.Count - (await db.ExistingAsync(entities, Key, ct)).Count
            : await db.InsertMissingAsync(entities, entities.Exists(IsUnusual) ? All : Usual, Key, ct);
        return new ImportTally(added, 0, rows.Count - added, 0);
    }

    public void Dispose() => _tried?.Dispose();

    private static bool IsUnusual(InteractionEntity row) => row.Reason is not null || row.RetractedUtc is not null || row.LeftOutUtc is not null;

    private InteractionEntity ToEntity(InteractionRow row, string user, int item) => new()
    {
        UserId = user,
        ItemId = item,
        Kind = row.Kind,
        Value = row.Value,
        AtUtc = row.AtUtc ?? undatedUtc,
        Reason = row.Reason,
        Context = row.Context,
        RetractedUtc = row.RetractedUtc,
        LeftOutUtc = row.LeftOutUtc,
    };
}
