namespace Portal.Domain.Experiments.Assignment;

/// <summary>Why a unit got what it got.</summary>
public enum AssignmentReason
{
    /// <summary>Its hash fell to the variant.</summary>
    Hashed,

    /// <summary>It keeps what it once got.</summary>
    Remembered,

    /// <summary>Somebody asked for the variant; it is not counted.</summary>
    Forced,

    /// <summary>A variant was asked for that the experiment does not have.</summary>
    UnknownVariant,

    /// <summary>There are less than two variants.</summary>
    TooFewVariants,

    /// <summary>The experiment, or all of them, are switched off.</summary>
    Disabled,

    /// <summary>Only variants somebody asks for are shown.</summary>
    QaMode,

    /// <summary>The unit has no value of the attribute that is hashed.</summary>
    MissingUnit,

    /// <summary>The unit is kept out of all experiments.</summary>
    HeldOut,

    /// <summary>It lies outside the experiment's part of a namespace or filter.</summary>
    OutsideNamespace,

    /// <summary>It does not meet the condition.</summary>
    NotTargeted,

    /// <summary>Another feature does not give it what the experiment asks for.</summary>
    PrerequisiteNotMet,

    /// <summary>There is no such version of the hash.</summary>
    UnknownHashVersion,

    /// <summary>Its hash falls to no variant.</summary>
    OutsideCoverage,

    /// <summary>It had a variant of a version that may not go on.</summary>
    Blocked,
}
