using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>What all protocols are asked in common.</summary>
public sealed record LoadOptions
{
    /// <summary>JSON lines of items, so that content models have text; null for none.</summary>
    public string? Items { get; init; }

    /// <summary>The lengths of list to judge, the one that decides first; null for the protocol's own.</summary>
    public IReadOnlyList<int>? Cutoffs { get; init; }

    /// <summary>The seed of what the protocol itself leaves to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The least rating that is a like, in protocols that ask for likes; without ratings everything is one.</summary>
    public float Like { get; init; } = 4;

    /// <summary>How hold-out files are to be read.</summary>
    public EventFileForm Form { get; init; }
}
