using System.Numerics.Tensors;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Collaborative;

/// <summary>What <see cref="EaseTrainer"/> learns: a weight from every item to every other. Memory: 4 bytes × (items with training data)².</summary>
public sealed class EaseModel : IItemModel
{
    private readonly float[] _weights;

    internal EaseModel(string fingerprint, KnownItems known, float[] weights) => (Fingerprint, Known, _weights) = (fingerprint, known, weights);

    /// <inheritdoc />
    public string Key => "ease";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public int ItemCount => Known.ItemCount;

    internal KnownItems Known { get; }

    /// <summary>Row-major, from the row's item to the column's.</summary>
    internal ReadOnlySpan<float> Weights => _weights;

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
                TensorPrimitives.MultiplyAdd(_weights.AsSpan(row * Known.Count, Known.Count), weight, sums, sums);
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
                parts[i] = Known.ColumnOf(history[i].Item) is >= 0 and var row ? history[i].Weight * _weights[(row * Known.Count) + column] : 0;
            }
        }
    }
}
