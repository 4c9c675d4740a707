using Portal.Domain.Collaborative;
using Portal.Domain.Context;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Ranking;

/// <summary>
/// What was learned from everybody's actions, laid over the catalogue of one snapshot: trained by a job, swapped as a whole. A part
/// that has not been learned is null, and what rests on it says nothing. Immutable and safe for concurrent use.
/// </summary>
public sealed record LearnedModels
{
    /// <summary>Before anything was learned.</summary>
    public static readonly LearnedModels None = new();

    /// <summary>Names the set in logs and beside served lists; null for <see cref="None"/>.</summary>
    public string? Version { get; init; }

    /// <summary>What goes with what: <c>ease</c>, or <c>ials</c> for large catalogues.</summary>
    public IItemModel? Collaborative { get; init; }

    /// <summary>What is liked at present: positive weights added up, faded with age.</summary>
    public IItemModel? Popular { get; init; }

    /// <summary>What follows what.</summary>
    public TransitionModel? Transitions { get; init; }

    /// <summary>What is taken to at which time and on which device.</summary>
    public ContextLift? Context { get; init; }
}
