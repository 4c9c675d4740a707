namespace Portal.Domain.Ranking;

/// <summary>Whose value of a number is taken.</summary>
public enum MergeChoice
{
    /// <summary>Not decided.</summary>
    Open,

    /// <summary>One's own.</summary>
    Mine,

    /// <summary>The other's.</summary>
    Theirs,
}

/// <summary>A number in which two edits of one profile differ.</summary>
/// <param name="Weight">Which.</param>
/// <param name="Base">Its value when both began.</param>
/// <param name="Mine">One's own value.</param>
/// <param name="Theirs">The other's value.</param>
public sealed record MergeRow(TunableWeight Weight, double Base, double Mine, double Theirs)
{
    /// <summary>Whether both changed it, each otherwise.</summary>
    public bool IsConflict => Mine != Base && Theirs != Base;

    /// <summary>The side that changed it, where only one did.</summary>
    public MergeChoice Natural => IsConflict ? MergeChoice.Open : Mine != Base ? MergeChoice.Mine : MergeChoice.Theirs;
}

/// <summary>Two edits of one profile become one (three-way merge).</summary>
public static class WeightMerge
{
    /// <summary>The numbers in which both edits differ, in the order of <see cref="TunableWeight.All"/>.</summary>
    /// <param name="start">The profile when both began.</param>
    /// <param name="mine">One edit.</param>
    /// <param name="theirs">The other.</param>
    public static IReadOnlyList<MergeRow> Rows(RankingWeights start, RankingWeights mine, RankingWeights theirs) =>
        [.. from weight in TunableWeight.All
            let row = new MergeRow(weight, weight.Of(start), weight.Of(mine), weight.Of(theirs))
            where row.Mine != row.Theirs
            select row];

    /// <summary>The other's profile with one's own values where they were chosen.</summary>
    /// <exception cref="ArgumentException">A row is not decided.</exception>
    public static RankingWeights Apply(RankingWeights theirs, IEnumerable<(MergeRow Row, MergeChoice Choice)> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        foreach (var (row, choice) in choices)
        {
            theirs = choice switch
            {
                MergeChoice.Mine => row.Weight.With(theirs, row.Mine),
                MergeChoice.Theirs => theirs,
                _ => throw new ArgumentException($"{row.Weight.Path} is not decided: {row.Mine} or {row.Theirs}.", nameof(choices)),
            };
        }

        return theirs;
    }
}
