using System.Collections.Frozen;
using System.Globalization;
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

    /// <summary>The same with other weights: what ranks once they are live, by the one code that puts them in force and tries them out.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="name">Their name and version.</param>
    public EngineState Under(RankingWeights weights, string name) => this with
    {
        Weights = weights,
        WeightsName = name,
        Snapshot = weights.PopularityPrior == Weights.PopularityPrior
            ? Snapshot
            : Snapshot.With(string.Create(CultureInfo.InvariantCulture, $"{Snapshot.Version.Split('+')[0]}+{weights.PopularityPrior:0.###}"), Snapshot.Popularity.With(weights.PopularityPrior)),
    };

    public int RowIdOf(ItemIndex item) => _rowIds[item.Value];

    public string ImageOf(ItemIndex item) => _images[item.Value] ?? $"/covers/{Snapshot.Catalogue[item].Id}.svg";

    public bool TryFind(int rowId, out ItemIndex item) => _byRowId.TryGetValue(rowId, out item);
}
