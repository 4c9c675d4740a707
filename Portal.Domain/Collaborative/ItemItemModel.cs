using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>A few weights from item to item, as <see cref="ItemKnnTrainer"/> and <see cref="Rp3BetaTrainer"/> learn them. Memory: 8 bytes per weight.</summary>
public sealed class ItemItemModel : IItemModel
{
    internal ItemItemModel(string key, string fingerprint, KnownItems known, SparseMatrix weights) =>
        (Key, Fingerprint, Known, Weights) = (key, fingerprint, known, weights);

    /// <inheritdoc />
    public string Key { get; }

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public int ItemCount => Known.ItemCount;

    internal KnownItems Known { get; }

    /// <summary>From the row's item to the column's.</summary>
    internal SparseMatrix Weights { get; }

    /// <inheritdoc />
    public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores)
    {
        var sums = Known.Begin(scores);
        var any = false;
        foreach (var (item, weight) in history)
        {
            if (Known.ColumnOf(item) is >= 0 and var row)
            {
                any = true;
                var columns = Weights.ColumnsOf(row);
                var values = Weights.ValuesOf(row);
                for (var i = 0; i < columns.Length; i++)
                {
                    sums[columns[i]] += weight * values[i];
                }
            }
        }

        Known.Spread(scores, any);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts)
    {
        KnownItems.BeginParts(history, parts);
        if (Known.ColumnOf(target) is >= 0 and var column)
        {
            for (var i = 0; i < history.Length; i++)
            {
                parts[i] = Known.ColumnOf(history[i].Item) is >= 0 and var row ? history[i].Weight * Between(row, column) : 0;
            }
        }
    }

    private float Between(int row, int column)
    {
        var place = Weights.ColumnsOf(row).BinarySearch(column);
        return place >= 0 ? Weights.ValuesOf(row)[place] : 0;
    }
}
