using Portal.Domain.Catalogue;

namespace Portal.Domain.Collaborative;

/// <summary>What <see cref="PopularityTrainer"/> counts: the same scores for everybody, needs no history, and owes nothing to it: the parts of an explanation are 0.</summary>
public sealed class PopularityModel : IItemModel
{
    private readonly float[] _values;

    internal PopularityModel(string fingerprint, KnownItems known, float[] values) => (Fingerprint, Known, _values) = (fingerprint, known, values);

    /// <inheritdoc />
    public string Key => "popular";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public int ItemCount => Known.ItemCount;

    internal KnownItems Known { get; }

    /// <summary>Value of every known item.</summary>
    internal ReadOnlySpan<float> Values => _values;

    /// <inheritdoc />
    public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores)
    {
        _values.CopyTo(Known.Begin(scores));
        Known.Spread(scores, any: true);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts) => KnownItems.BeginParts(history, parts);
}
