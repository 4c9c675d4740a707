using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// What <see cref="IalsTrainer"/> learns: a vector per item. A person's vector is solved from their history when it is asked for
/// (fold-in), as the training would have. A disliked item says "0, and surely so". Memory: 4 bytes × factors × items with training data.
/// </summary>
public sealed class IalsModel : IItemModel
{
    private readonly float[] _vectors;
    private readonly float[] _gram;
    private readonly ConcurrentBag<Desk> _desks = [];

    internal IalsModel(string fingerprint, KnownItems known, float[] vectors, IalsObjective objective)
    {
        (Fingerprint, Known, _vectors, Objective) = (fingerprint, known, vectors, objective);
        _gram = objective.Gram(vectors);
    }

    /// <inheritdoc />
    public string Key => "ials";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public int ItemCount => Known.ItemCount;

    internal KnownItems Known { get; }

    internal IalsObjective Objective { get; }

    /// <summary>Row-major, a row per known item.</summary>
    internal ReadOnlySpan<float> Vectors => _vectors;

    /// <inheritdoc />
    public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores)
    {
        var sums = Known.Begin(scores);
        var desk = Take();
        var any = Prepare(history, desk);
        if (any)
        {
            foreach (var (item, weight) in history)
            {
                if (weight > 0 && Known.ColumnOf(item) is >= 0 and var column)
                {
                    TensorPrimitives.MultiplyAdd(Vector(column), weight, desk.Side, desk.Side);
                }
            }

            Cholesky.Substitute(desk.System, desk.Side);
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] = TensorPrimitives.Dot(Vector(column), desk.Side);
            }
        }

        _desks.Add(desk);
        Known.Spread(scores, any);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Hu, Koren &amp; Volinsky 2008, section 5: with A the system of the fold-in, v the target's vector and vᵢ, wᵢ those of the
    /// history, the score is Σ wᵢ·vᵀA⁻¹vᵢ over the liked items. Disliked ones act through A alone: their part is 0.
    /// </remarks>
    public void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts)
    {
        KnownItems.BeginParts(history, parts);
        var desk = Take();
        if (Known.ColumnOf(target) is >= 0 and var targetColumn && Prepare(history, desk))
        {
            Vector(targetColumn).CopyTo(desk.Side);
            Cholesky.Substitute(desk.System, desk.Side);
            for (var i = 0; i < history.Length; i++)
            {
                if (history[i].Weight > 0 && Known.ColumnOf(history[i].Item) is >= 0 and var column)
                {
                    parts[i] = history[i].Weight * TensorPrimitives.Dot(Vector(column), desk.Side);
                }
            }
        }

        _desks.Add(desk);
    }

    private Desk Take() => _desks.TryTake(out var desk) ? desk : new Desk(Objective.Factors);

    // The factorised left side of the person's system, the right one cleared; false when nothing of the history is known. A list of
    // scores is followed by the explanations of some of them: the system is made once for all of these.
    private bool Prepare(ReadOnlySpan<ItemWeight> history, Desk desk)
    {
        desk.Side.AsSpan().Clear();
        if (history.SequenceEqual(desk.History) && desk.Factored)
        {
            return true;
        }

        desk.Factored = false;
        _gram.CopyTo(desk.System, 0);
        var (any, reach) = (false, 0.0);
        foreach (var (item, weight) in history)
        {
            if (Known.ColumnOf(item) is >= 0 and var column)
            {
                (any, reach) = (true, reach + Math.Abs(weight));
                desk.Products.Add(Vector(column), Math.Abs(weight), desk.System);
            }
        }

        desk.Products.Complete(desk.System);
        var penalty = Objective.Penalty(reach, Known.Count);
        for (var i = 0; i < desk.Side.Length; i++)
        {
            desk.System[(i * desk.Side.Length) + i] += penalty;
        }

        if (any)
        {
            Cholesky.Factor(desk.System, desk.Side.Length);
            (desk.History, desk.Factored) = (history.ToArray(), true);
        }

        return any;
    }

    private ReadOnlySpan<float> Vector(int column) => _vectors.AsSpan(column * Objective.Factors, Objective.Factors);

    // Room for one fold-in; kept for the next.
    private sealed class Desk(int factors)
    {
        public float[] System { get; } = new float[factors * factors];

        public float[] Side { get; } = new float[factors];

        public OuterProducts Products { get; } = new(factors);

        // The history whose factorised system this holds.
        public ItemWeight[] History { get; set; } = [];

        public bool Factored { get; set; }
    }
}
