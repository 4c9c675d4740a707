using System.Collections.Frozen;
using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;

namespace Portal.Engine;

/// <summary>The snapshot in force with the weights that rank it, and the way between the database's ids and its positions.</summary>
/// <param name="Snapshot">The catalogue and its indexes.</param>
/// <param name="Weights">The live weight profile.</param>
/// <param name="WeightsName">Its name and version, for the page that tells what is in force.</param>
public sealed record EngineState(EngineSnapshot Snapshot, RankingWeights Weights, string WeightsName)
{
    private readonly int[] _rowIds = [];
    private readonly string?[] _images = [];
    private readonly FrozenDictionary<int, ItemIndex> _byRowId = FrozenDictionary<int, ItemIndex>.Empty;

    /// <summary>What was learned from everybody's actions.</summary>
    public LearnedModels Models { get; init; } = LearnedModels.None;

    /// <summary>The database's ids in the order of the snapshot's items.</summary>
    public required IReadOnlyList<int> RowIds
    {
        get => _rowIds;
        init
        {
            _rowIds = [.. value];
            _byRowId = _rowIds.Select((id, i) => KeyValuePair.Create(id, new ItemIndex(i))).ToFrozenDictionary();
        }
    }

    /// <summary>Addresses of the items' pictures in the same order; null for a generated cover.</summary>
    public required IReadOnlyList<string?> Images
    {
        get => _images;
        init => _images = [.. value];
    }

    public int RowIdOf(ItemIndex item) => _rowIds[item.Value];

    public string ImageOf(ItemIndex item) => _images[item.Value] ?? $"/covers/{Snapshot.Catalogue[item].Id}.svg";

    public bool TryFind(int rowId, out ItemIndex item) => _byRowId.TryGetValue(rowId, out item);
}
