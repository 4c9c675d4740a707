using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>The edits of a profile, to be undone and done again. A slide over many values is one edit.</summary>
internal sealed class EditTrail(RankingWeights start)
{
    private const int Longest = 200;

    private readonly List<RankingWeights> _before = [];
    private readonly Stack<RankingWeights> _after = [];
    private string? _touched;

    public RankingWeights Current { get; private set; } = start;

    public bool CanUndo => _before.Count > 0;

    public bool CanRedo => _after.Count > 0;

    /// <summary>Takes a new state.</summary>
    /// <param name="weights">The state.</param>
    /// <param name="touched">What is being moved; the next state of the same continues this edit, until <see cref="Settle"/>. Null for an edit by itself.</param>
    public void Set(RankingWeights weights, string? touched = null)
    {
        if (weights == Current)
        {
            return;
        }

        if (touched is null || touched != _touched)
        {
            _before.Add(Current);
            if (_before.Count > Longest)
            {
                _before.RemoveAt(0);
            }
        }

        (Current, _touched) = (weights, touched);
        _after.Clear();
    }

    /// <summary>What was being moved was let go.</summary>
    public void Settle() => _touched = null;

    public void Undo()
    {
        if (CanUndo)
        {
            _after.Push(Current);
            (Current, _touched) = (_before[^1], null);
            _before.RemoveAt(_before.Count - 1);
        }
    }

    public void Redo()
    {
        if (CanRedo)
        {
            _before.Add(Current);
            (Current, _touched) = (_after.Pop(), null);
        }
    }
}
