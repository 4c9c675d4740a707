using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Derived;

/// <summary>
/// How popular items are at present, 0..1: like <see cref="Popularity"/>, but that how many like an item is counted with likes that fade
/// with age, where that has been learned.
/// </summary>
internal sealed class PopularNow
{
    private static readonly object Unlearned = new();

    private readonly float[] _values;

    private PopularNow(EngineSnapshot snapshot, IItemModel? faded)
    {
        var (popularity, count) = (snapshot.Popularity, snapshot.Catalogue.Count);
        _values = new float[count];
        if (faded is null)
        {
            (_values, BestFirst) = ([.. Enumerable.Range(0, count).Select(item => popularity[new ItemIndex(item)])], popularity.BestFirst);
            return;
        }

        faded.Score([], _values);
        double most = 0;
        foreach (var value in _values)
        {
            most = Math.Max(most, float.IsFinite(value) ? value : 0);
        }

        var scale = most > 0 ? 1 / Math.Log(1 + most) : 0;
        for (var item = 0; item < count; item++)
        {
            var volume = _values[item] > 0 ? (float)(scale * Math.Log(1.0 + _values[item])) : 0;

            // How well it is liked is what the plain popularity has beside its own volume.
            var liked = (2 * popularity[new ItemIndex(item)]) - popularity.FamiliarityOf(new ItemIndex(item));
            _values[item] = float.IsNaN(liked) ? volume : (liked + volume) / 2;
        }

        BestFirst = [.. TopK.Select(_values, count).Select(item => new ItemIndex(item))];
    }

    /// <summary>All items, the most popular first, ties by position; empty when nothing is known of any.</summary>
    public IReadOnlyList<ItemIndex> BestFirst { get; }

    /// <summary>The value of an item, 0..1; NaN when nothing is known of any.</summary>
    public float this[ItemIndex item] => _values[item.Value];

    public static PopularNow Of(EngineSnapshot snapshot, LearnedModels models) =>
        snapshot.Derived<OfModel<PopularNow>>(_ => new OfModel<PopularNow>()).Get(models.Popular ?? Unlearned, () => new PopularNow(snapshot, models.Popular));
}
