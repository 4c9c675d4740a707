using Portal.Domain.Context;

namespace Portal.Engine.Experiments;

/// <summary>What is known of a visit, besides whose it is: by it visitors and sessions are told apart, and conditions met.</summary>
public sealed record ExperimentVisit
{
    /// <summary>Nothing.</summary>
    public static readonly ExperimentVisit Unknown = new();

    /// <summary>Names the browser; null where it did not tell.</summary>
    public string? Visitor { get; init; }

    /// <summary>Names the browser's window; null where it did not tell.</summary>
    public string? Session { get; init; }

    /// <summary>What it is looked at on; null where the browser did not tell.</summary>
    public DeviceClass? Device { get; init; }

    /// <summary>The language of the page, e.g. <c>en</c>; null for none.</summary>
    public string? Language { get; init; }

    /// <summary>The variant that is asked for; heeded for analysts and administrators only.</summary>
    public ForcedVariant? Forced { get; init; }
}
