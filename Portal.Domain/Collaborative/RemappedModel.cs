using System.Buffers;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Collaborative;

/// <summary>
/// A model over the positions of another catalogue than the one it was trained on: items that the model has not seen score NaN,
/// items that have left the catalogue say nothing. Has the key and the fingerprint of the model inside.
/// </summary>
public sealed class RemappedModel : IItemModel
{
    private readonly int[] _origin;

    /// <summary>Lays a model over a catalogue.</summary>
    /// <param name="inner">The model.</param>
    /// <param name="origin">For every position of the catalogue the item's position in the model, −1 for an item it does not have.</param>
    /// <exception cref="ArgumentException">A position lies outside the model, or occurs twice.</exception>
    public RemappedModel(IItemModel inner, IReadOnlyList<int> origin)
    {
        (Inner, _origin) = (inner, [.. origin]);
        var taken = new bool[inner.ItemCount];
        for (var item = 0; item < _origin.Length; item++)
        {
            var place = _origin[item];
            if (place < -1 || place >= inner.ItemCount || (place >= 0 && taken[place]))
            {
                throw new ArgumentException($"Item {item} is mapped to {place}: each of the model's positions 0..{inner.ItemCount - 1} may occur once, and −1 for none.", nameof(origin));
            }

            if (place >= 0)
            {
                taken[place] = true;
            }
        }
    }

    /// <inheritdoc />
    public string Key => Inner.Key;

    /// <inheritdoc />
    public string Fingerprint => Inner.Fingerprint;

    /// <inheritdoc />
    public int ItemCount => _origin.Length;

    internal IItemModel Inner { get; }

    /// <summary>For every position of the catalogue the position in the model, or −1.</summary>
    internal ReadOnlySpan<int> Origin => _origin;

    /// <summary>Lays a model over a catalogue by the ids of the items.</summary>
    /// <param name="inner">The model.</param>
    /// <param name="modelIds">Ids of the model's items, as <see cref="ModelFile"/> keeps them.</param>
    /// <param name="catalogueIds">Ids of the catalogue's items.</param>
    /// <exception cref="ArgumentException">An id occurs twice, or the model has another number of items than ids.</exception>
    public static RemappedModel Over(IItemModel inner, IReadOnlyList<string> modelIds, IReadOnlyList<string> catalogueIds)
    {
        if (modelIds.Count != inner.ItemCount)
        {
            throw new ArgumentException($"The model has {inner.ItemCount} items, but {modelIds.Count} ids were given.", nameof(modelIds));
        }

        Dictionary<string, int> places = new(modelIds.Count, StringComparer.Ordinal);
        for (var place = 0; place < modelIds.Count; place++)
        {
            if (!places.TryAdd(modelIds[place], place))
            {
                throw new ArgumentException($"The id '{modelIds[place]}' occurs twice.", nameof(modelIds));
            }
        }

        return new RemappedModel(inner, [.. catalogueIds.Select(id => places.GetValueOrDefault(id, -1))]);
    }

    /// <inheritdoc />
    public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores)
    {
        if (scores.Length != ItemCount)
        {
            throw new ArgumentException($"The scores have {scores.Length} places, the model {ItemCount} items.", nameof(scores));
        }

        var rented = ArrayPool<float>.Shared.Rent(Inner.ItemCount);
        var inner = rented.AsSpan(0, Inner.ItemCount);
        Inner.Score(Translate(history), inner);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = _origin[item] >= 0 ? inner[_origin[item]] : float.NaN;
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts) => Inner.Explain(Translate(history), Place(target), parts);

    // An item without a place becomes one outside the model, so that the parts of an explanation stay in their places.
    private ItemWeight[] Translate(ReadOnlySpan<ItemWeight> history)
    {
        var translated = new ItemWeight[history.Length];
        for (var i = 0; i < translated.Length; i++)
        {
            translated[i] = history[i] with { Item = Place(history[i].Item) };
        }

        return translated;
    }

    private ItemIndex Place(ItemIndex item) => new((uint)item.Value < (uint)_origin.Length ? _origin[item.Value] : -1);
}
