using Portal.Shared;

namespace Portal.Experiments.Boards;

/// <summary>Where an experiment stands, for its reader.</summary>
/// <param name="Kind">Its colour.</param>
/// <param name="Title">The sentence.</param>
/// <param name="Rule">The rule that gave it, with its numbers.</param>
internal sealed record BoardStatus(BadgeKind Kind, string Title, string Rule)
{
    /// <summary>The colour's name in style sheets.</summary>
    public string Tone => Kind.ToString().ToLowerInvariant();
}
