namespace Portal.Experiments;

/// <summary>A field that somebody else changed since it was read.</summary>
/// <param name="Field">Which.</param>
/// <param name="Base">As it was read.</param>
/// <param name="Mine">As it is here.</param>
/// <param name="Theirs">As it is stored now.</param>
public sealed record DraftConflict(DraftField Field, string Base, string Mine, string Theirs)
{
    /// <summary>Whether both changed it, to different values: somebody has to choose.</summary>
    public bool Both => Mine != Base && Mine != Theirs;
}

/// <summary>Brings together what two people made of one draft: nobody's edits are lost.</summary>
internal static class DraftMerge
{
    /// <summary>What the other changed.</summary>
    public static IReadOnlyList<DraftConflict> Find(ExperimentDraft read, ExperimentDraft mine, ExperimentDraft theirs) =>
        [.. DraftFields.Between(read, theirs).Select(difference => new DraftConflict(difference.Field, difference.Before, difference.Field.Words(mine), difference.After))];

    /// <summary>One's own draft with the other's values where they are wanted.</summary>
    public static ExperimentDraft Apply(ExperimentDraft mine, ExperimentDraft theirs, IEnumerable<DraftField> taken) => taken.Aggregate(mine, (draft, field) => field.Take(draft, theirs));
}
