using Portal.Domain.Collaborative;
using Portal.Domain.ShortTerm;

namespace Portal.Engine.Models;

/// <summary>What a set of models was learned from, as far as it takes to see whether that has changed.</summary>
/// <param name="Interactions">Actions in force, without impressions.</param>
/// <param name="LastId">The newest of them.</param>
/// <param name="Retracted">Actions that were taken back, or left out of the person's taste.</param>
/// <param name="Settings">Digest of the interaction weights and of how the models are learned.</param>
public sealed record ModelStamp(int Interactions, long LastId, int Retracted, string Settings);

/// <summary>What a page tells of a set of models.</summary>
public sealed record ModelFacts
{
    /// <summary>Names the set: when it was learned, and the beginning of its fingerprint. Sorts by time.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>Key of the collaborative method.</summary>
    public required string Method { get; init; }

    /// <summary>Items with actions.</summary>
    public required int Items { get; init; }

    /// <summary>People with actions.</summary>
    public required int People { get; init; }

    /// <summary>Actions learned from.</summary>
    public required int Interactions { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    public required ModelStamp Stamp { get; init; }
}

/// <summary>Models learned together, with positions by <paramref name="ItemIds"/>.</summary>
/// <param name="Facts">About them.</param>
/// <param name="ItemIds">External ids of the items, in the order of the models' positions.</param>
/// <param name="Collaborative">What goes with what.</param>
/// <param name="Popular">What is liked at present.</param>
/// <param name="Transitions">What follows what.</param>
/// <param name="Moments">What is taken to when and on what.</param>
public sealed record ModelSet(
    ModelFacts Facts, IReadOnlyList<string> ItemIds, IItemModel Collaborative, IItemModel Popular, TransitionModel Transitions, MomentCounts Moments);
