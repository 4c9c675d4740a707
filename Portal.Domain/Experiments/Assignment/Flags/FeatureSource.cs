namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>Where the value of a feature comes from.</summary>
public enum FeatureSource
{
    /// <summary>There is no such feature.</summary>
    UnknownFeature,

    /// <summary>No rule applied.</summary>
    DefaultValue,

    /// <summary>A rule gave it.</summary>
    Force,

    /// <summary>An experiment gave it.</summary>
    Experiment,

    /// <summary>None: another feature does not give the unit what a gate asks for.</summary>
    Prerequisite,

    /// <summary>None: features ask for each other in a circle.</summary>
    CyclicPrerequisite,
}
