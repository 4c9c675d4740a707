namespace Portal.Engine.Experiments;

/// <summary>Why an experiment that is to run serves nobody.</summary>
public enum ExperimentFault
{
    /// <summary>What is stored of it cannot be carried out.</summary>
    Plan,

    /// <summary>The weights by which a variant ranks do not exist any more.</summary>
    Weights,
}

/// <summary>An experiment that is to run and cannot: feeds do without it.</summary>
/// <param name="ExperimentId">Its id.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fault">What sort of fault it has.</param>
/// <param name="Detail">The fault and the remedy, in English.</param>
public sealed record BrokenExperiment(int ExperimentId, string Key, string Name, ExperimentFault Fault, string Detail);
