namespace Portal.Domain.Numerics;

/// <summary>The best of scores that come one by one: higher first, ties to the lower position, NaN and −∞ never.</summary>
/// <remarks>
/// A binary heap of 64-bit keys, the score above and the inverted position below, so that one comparison decides both.
/// −0 and 0 tie.
/// </remarks>
public ref struct BestScores
{
    private readonly Span<ulong> _keys;
    private int _count;

    /// <summary>Keeps as many as there are places; what they hold is overwritten.</summary>
    public BestScores(Span<ulong> places)
    {
        _keys = places;
        Least = places.Length == 0 ? float.PositiveInfinity : float.NegativeInfinity;
    }

    /// <summary>Whether every place is taken.</summary>
    public readonly bool IsFull => _count == _keys.Length;

    /// <summary>The worst score kept once all places are taken, −∞ before: what does not reach it need not be offered.</summary>
    public float Least { get; private set; }

    /// <summary>Keeps the score if it is among the best so far.</summary>
    /// <param name="score">Any number.</param>
    /// <param name="position">At least 0; positions may come in any order, each once.</param>
    public void Offer(float score, int position)
    {
        // NaN and −∞ fail the comparison with −∞; a full heap refuses below its root.
        if (!(score >= Least) || score == float.NegativeInfinity)
        {
            return;
        }

        var key = Key(score, position);
        if (_count < _keys.Length)
        {
            Rise(_count++, key);
        }
        else if (key > _keys[0])
        {
            Sink(key);
        }
        else
        {
            return;
        }

        if (IsFull)
        {
            Least = Score(_keys[0]);
        }
    }

    /// <summary>Writes the positions kept, best first, and leaves the heap empty.</summary>
    /// <param name="positions">Overwritten as far as there are results.</param>
    /// <param name="scores">Given the scores in the same order; empty when they are not wanted.</param>
    /// <returns>How many.</returns>
    public int Drain(Span<int> positions, Span<float> scores = default)
    {
        var kept = _keys[.._count];
        kept.Sort();
        for (var i = 0; i < kept.Length; i++)
        {
            positions[i] = ~(int)kept[^(i + 1)];
            if (!scores.IsEmpty)
            {
                scores[i] = Score(kept[^(i + 1)]);
            }
        }

        (_count, Least) = (0, _keys.Length == 0 ? float.PositiveInfinity : float.NegativeInfinity);
        return kept.Length;
    }

    private static ulong Key(float score, int position)
    {
        // The bits of floats order like integers once negative ones are inverted; adding 0 makes −0 a 0.
        var bits = BitConverter.SingleToInt32Bits(score + 0f);
        var ordered = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)ordered << 32) | (uint)~position;
    }

    private static float Score(ulong key)
    {
        var ordered = (int)(key >> 32);
        return BitConverter.Int32BitsToSingle(ordered < 0 ? ordered ^ int.MinValue : ~ordered);
    }

    private readonly void Rise(int at, ulong key)
    {
        while (at > 0 && _keys[(at - 1) / 2] > key)
        {
            _keys[at] = _keys[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _keys[at] = key;
    }

    private readonly void Sink(ulong key)
    {
        var (at, child) = (0, 1);
        while (child < _count)
        {
            child += child + 1 < _count && _keys[child + 1] < _keys[child] ? 1 : 0;
            if (_keys[child] >= key)
            {
                break;
            }

            _keys[at] = _keys[child];
            (at, child) = (child, (2 * child) + 1);
        }

        _keys[at] = key;
    }
}
