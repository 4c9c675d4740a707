using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.ShortTerm;

/// <summary>The recent item that leads most strongly to another.</summary>
/// <param name="Item">The recent item.</param>
/// <param name="StepsBack">How far back it lies; 0 is the newest.</param>
/// <param name="Share">Its share of the whole score, above 0 to 1.</param>
public readonly record struct RecentCause(ItemIndex Item, int StepsBack, float Share);

/// <summary>
/// Which items follow which, learned from everybody's sequences by <see cref="TransitionTrainer"/>. The model is made by a job, what it is
/// asked with is live: the request after a click already follows it. Immutable and safe for concurrent use.
/// </summary>
public sealed class TransitionModel
{
    private readonly SparseMatrix _transitions;
    private readonly float[] _stepWeights;

    internal TransitionModel(SparseMatrix transitions, int historyLength, double historyDecay, string fingerprint)
    {
        (_transitions, HistoryDecay, Fingerprint) = (transitions, historyDecay, fingerprint);
        _stepWeights = new float[historyLength];
        for (var step = 0; step < historyLength; step++)
        {
            _stepWeights[step] = (float)Math.Pow(historyDecay, step);
        }
    }

    /// <summary>SHA-256 of the trainer's whole configuration and of the training data, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Number of items; the length of every score vector.</summary>
    public int ItemCount => _transitions.RowCount;

    /// <summary>Number of transitions kept; 8 bytes each.</summary>
    public int TransitionCount => _transitions.EntryCount;

    /// <summary>How many of the last items count.</summary>
    public int HistoryLength => _stepWeights.Length;

    /// <summary>What each item further back is worth of the one after it.</summary>
    public double HistoryDecay { get; }

    /// <summary>The items that follow an item, ascending by position.</summary>
    public ReadOnlySpan<int> FollowersOf(ItemIndex item) => _transitions.ColumnsOf(item.Value);

    /// <summary>How strongly, place by place of <see cref="FollowersOf"/>; sums to 1 unless cut or normalised otherwise.</summary>
    public ReadOnlySpan<float> StrengthsOf(ItemIndex item) => _transitions.ValuesOf(item.Value);

    /// <summary>Scores every item as the next one: Σ over steps back p of HistoryDecay^p · M[item p steps back].</summary>
    /// <param name="newestFirst">The person's last items, the newest first; those after <see cref="HistoryLength"/> do not count, nor do items outside.</param>
    /// <param name="scores">One place per item; overwritten. 0 where nothing leads to, NaN everywhere when nothing recent has a follower.</param>
    public void Score(ReadOnlySpan<ItemIndex> newestFirst, Span<float> scores)
    {
        Span<ItemWeight> weighted = stackalloc ItemWeight[Math.Min(newestFirst.Length, HistoryLength)];
        for (var step = 0; step < weighted.Length; step++)
        {
            weighted[step] = new ItemWeight(newestFirst[step], 1);
        }

        Score(weighted, scores);
    }

    /// <summary>The same with a weight for each recent item, by what the person did with it; 0 and less do not count but keep their step.</summary>
    /// <param name="newestFirst">The person's last items, the newest first.</param>
    /// <param name="scores">One place per item; overwritten, as above.</param>
    /// <exception cref="ArgumentException">There is not one place per item.</exception>
    public void Score(ReadOnlySpan<ItemWeight> newestFirst, Span<float> scores)
    {
        if (scores.Length != ItemCount)
        {
            throw new ArgumentException($"There are {scores.Length} places for {ItemCount} items; give one for each.", nameof(scores));
        }

        scores.Clear();
        var known = false;
        for (var step = 0; step < newestFirst.Length && step < _stepWeights.Length; step++)
        {
            var (item, weight) = newestFirst[step];
            if (!(weight > 0) || (uint)item.Value >= (uint)ItemCount)
            {
                continue;
            }

            var followers = _transitions.ColumnsOf(item.Value);
            var strengths = _transitions.ValuesOf(item.Value);
            var factor = weight * _stepWeights[step];
            known |= followers.Length > 0;
            for (var i = 0; i < followers.Length; i++)
            {
                scores[followers[i]] += factor * strengths[i];
            }
        }

        if (!known)
        {
            scores.Fill(float.NaN);
        }
    }

    /// <summary>The recent item that gives most of a target's score, the newer of two that give alike; null when none leads to it.</summary>
    public RecentCause? Explain(ReadOnlySpan<ItemWeight> newestFirst, ItemIndex target)
    {
        RecentCause? best = null;
        double most = 0, sum = 0;
        for (var step = 0; step < newestFirst.Length && step < _stepWeights.Length; step++)
        {
            var (item, weight) = newestFirst[step];
            var amount = weight > 0 ? (double)weight * _stepWeights[step] * Strength(item, target) : 0;
            sum += amount;
            if (amount > most)
            {
                (most, best) = (amount, new RecentCause(item, step, 0));
            }
        }

        return best is { } cause ? cause with { Share = (float)(most / sum) } : null;
    }

    /// <summary>How strongly <paramref name="to"/> follows <paramref name="from"/>; 0 when it does not, or either lies outside.</summary>
    public float Strength(ItemIndex from, ItemIndex to)
    {
        if ((uint)from.Value >= (uint)ItemCount)
        {
            return 0;
        }

        var place = _transitions.ColumnsOf(from.Value).BinarySearch(to.Value);
        return place < 0 ? 0 : _transitions.ValuesOf(from.Value)[place];
    }

    /// <summary>The same transitions for a catalogue whose items stand elsewhere, so that a new item does not need a new training.</summary>
    /// <param name="itemCount">Number of items of the other catalogue.</param>
    /// <param name="positions">For each item of this model its position there; −1 for one that is gone. No position twice.</param>
    /// <exception cref="ArgumentException">The positions do not fit.</exception>
    public TransitionModel Rearranged(int itemCount, ReadOnlySpan<int> positions)
    {
        if (positions.Length != ItemCount)
        {
            throw new ArgumentException($"There are positions for {positions.Length} items, but the model has {ItemCount}; give one for each, −1 for those that are gone.", nameof(positions));
        }

        List<(int Row, int Column, float Value)> entries = new(TransitionCount);
        for (var item = 0; item < ItemCount; item++)
        {
            if (positions[item] < 0)
            {
                continue;
            }

            var followers = _transitions.ColumnsOf(item);
            var strengths = _transitions.ValuesOf(item);
            for (var i = 0; i < followers.Length; i++)
            {
                if (positions[followers[i]] >= 0)
                {
                    entries.Add((positions[item], positions[followers[i]], strengths[i]));
                }
            }
        }

        return new TransitionModel(SparseMatrix.From(itemCount, itemCount, entries), HistoryLength, HistoryDecay, Fingerprint);
    }
}
