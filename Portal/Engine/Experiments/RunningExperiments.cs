using Portal.Domain.Experiments.Assignment;

namespace Portal.Engine.Experiments;

/// <summary>The experiments that run at one time. Immutable.</summary>
/// <param name="Experiments">Those that assign, in the order of their starts.</param>
/// <param name="Broken">Those that are to run and cannot.</param>
/// <param name="Holdout">Who is kept out of all; null for nobody.</param>
/// <param name="Stamp">Changes with what is stored of them.</param>
public sealed record RunningExperiments(IReadOnlyList<RunningExperiment> Experiments, IReadOnlyList<BrokenExperiment> Broken, Holdout? Holdout, string Stamp)
{
    /// <summary>Whether an account has to be looked at before anybody is assigned.</summary>
    public bool AsksOfPeople { get; } = Experiments.Any(experiment => experiment.Plan.Condition is not null || experiment.Plan.Forced.Count > 0);

    /// <summary>
    /// The experiments of which a unit may have been shown something else than would be drawn for it now: their shares have changed, or another one on the same setting
    /// could take it. Of all others the hash says what it said before.
    /// </summary>
    public IReadOnlySet<int> Remembered { get; } = Experiments.Where(one => one.Reallocated || Experiments.Any(other => other.Id != one.Id && other.Clashes(one))).Select(one => one.Id).ToHashSet();
}
