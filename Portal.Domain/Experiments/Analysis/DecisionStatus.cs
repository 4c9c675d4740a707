namespace Portal.Domain.Experiments.Analysis;

/// <summary>Where an experiment stands.</summary>
public enum DecisionStatus
{
    /// <summary>There is nothing to compare yet.</summary>
    NoData,

    /// <summary>The split is not as planned, or units were mixed: the effects must not be read.</summary>
    Unhealthy,

    /// <summary>It goes on; see the days left.</summary>
    DaysLeft,

    /// <summary>An arm is better, and nothing got worse.</summary>
    ShipNow,

    /// <summary>Every other arm is worse than the control.</summary>
    RollBackNow,

    /// <summary>It is over, or its metrics contradict each other: somebody has to weigh it.</summary>
    ReadyForReview,
}
