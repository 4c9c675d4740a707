namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// A part of an item's score that depends on what stands before it. Holds the list so far, so that one list needs one of its
/// own; not safe for concurrent use.
/// </summary>
/// <remarks>Candidates are named by their place among those that the term was made for.</remarks>
public interface IRerankTerm
{
    /// <summary>Stable lower-case name: the key of its contributions and texts.</summary>
    string Key { get; }

    /// <summary>The weight in force, above 0.</summary>
    float Weight { get; }

    /// <summary>How far the evidence lets it count, 0..1.</summary>
    float Gate { get; }

    /// <summary>What placing a candidate next is worth, −1..1; NaN when nothing is known.</summary>
    float Value(int candidate);

    /// <summary>What is behind the value; asked before the candidate is placed. Null when there is nothing to tell.</summary>
    Evidence? Explain(int candidate);

    /// <summary>Takes note that a candidate is next on the list.</summary>
    void Place(int candidate);
}
