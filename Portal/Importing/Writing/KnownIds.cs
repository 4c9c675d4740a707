using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Importing.Writing;

/// <summary>Which rows of the database go by which external ids: those asked for lately are remembered, in bounded memory.</summary>
internal sealed class KnownIds<T>(Func<PortalDbContext, string[], IQueryable<KnownId<T>>> find)
{
    private const int MostKept = 300_000;

    // SQL Server takes no more of a column with a collation of its own.
    private const int Portion = 500;

    private readonly Dictionary<string, T> _kept = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, T>> FindAsync(PortalDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        foreach (var portion in ids.Where(id => !_kept.ContainsKey(id)).Chunk(Portion))
        {
            foreach (var row in await find(db, portion).ToListAsync(ct))
            {
                _kept[row.ExternalId] = row.Id;
            }
        }

        return _kept;
    }

    public void Add(string externalId, T id) => _kept[externalId] = id;

    /// <summary>Forgets all: what was added in a transaction that failed is not there.</summary>
    public void Clear() => _kept.Clear();
}

internal sealed record KnownId<T>(string ExternalId, T Id);
