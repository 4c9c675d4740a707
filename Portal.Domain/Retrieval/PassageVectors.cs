namespace Portal.Domain.Retrieval;

/// <summary>The vectors of the items' passages, those of one item side by side.</summary>
internal sealed class PassageVectors
{
    private readonly float[][] _vectors;
    private readonly int[] _starts;

    /// <summary>Takes the passages of the items that have a vector themselves.</summary>
    /// <param name="items">One vector per item, null where there is none.</param>
    /// <param name="passages">One list per item; null when no item has any.</param>
    /// <param name="check">Called with each vector and its item.</param>
    public PassageVectors(float[]?[] items, IReadOnlyList<IReadOnlyList<float[]>?>? passages, Action<float[], int> check)
    {
        if (passages is not null && passages.Count != items.Length)
        {
            throw new ArgumentException($"There are passages for {passages.Count} items and vectors for {items.Length}; there must be one list per item.", nameof(passages));
        }

        List<float[]> vectors = [];
        _starts = new int[items.Length + 1];
        for (var i = 0; i < items.Length; i++)
        {
            foreach (var vector in items[i] is null ? [] : passages?[i] ?? [])
            {
                check(vector, i);
                vectors.Add(vector);
            }

            _starts[i + 1] = vectors.Count;
        }

        _vectors = [.. vectors];
    }

    /// <summary>Number of passages of all items.</summary>
    public int Count => _vectors.Length;

    /// <summary>Number of an item's first passage; that of item n + 1 is one past the last of item n.</summary>
    public int StartOf(int item) => _starts[item];

    /// <summary>The vectors of an item's passages in order.</summary>
    public ReadOnlySpan<float[]> Of(int item) => _vectors.AsSpan(_starts[item].._starts[item + 1]);

    /// <summary>The vector of a passage by its number.</summary>
    public float[] this[int passage] => _vectors[passage];

    /// <summary>What a passage's cosine counts beside that of a whole text.</summary>
    public static float Discounted(float cosine) => cosine - (VectorIndex.PassageDiscount * MathF.Abs(cosine));
}
