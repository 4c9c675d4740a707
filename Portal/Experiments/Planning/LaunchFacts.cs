namespace Portal.Experiments.Planning;

/// <summary>What must be known of the portal to judge a plan.</summary>
/// <param name="Weights">The newest versions of the weights and those that the plan names.</param>
/// <param name="Others">Other experiments that run or are paused.</param>
/// <param name="History">What units did lately.</param>
/// <param name="Audience">Whom the condition takes.</param>
/// <param name="UserNames">Those of the forced user names that exist.</param>
/// <param name="Holdout">Share of all units that no experiment takes, 0..1.</param>
public sealed record LaunchFacts(
    IReadOnlyList<WeightChoice> Weights, IReadOnlyList<ExperimentView> Others, UnitHistory History, AudienceCount Audience, IReadOnlySet<string> UserNames, double Holdout);
