namespace Portal.Domain.OffPolicy;

/// <summary>One place of a list as it was served, and what came of it.</summary>
/// <param name="Position">Its place on the person's feed, from 0.</param>
/// <param name="Features">What each signal's weight multiplies, one value per signal; NaN, "nothing known", counts as 0.</param>
/// <param name="Score">The sum by which it came there, with what the re-ranking added.</param>
public sealed record ServedPlace(int Position, float[] Features, float Score)
{
    /// <summary>Whether the item was drawn to be tried out.</summary>
    public bool IsExploration { get; init; }

    /// <summary>With what probability it came to this place, above 0 to 1: 1 where nothing is drawn.</summary>
    public double Propensity { get; init; } = 1;

    /// <summary>Whether it was opened from this place.</summary>
    public bool Clicked { get; init; }

    /// <summary>Whether it was liked, saved or rated well from this place, or after it was opened from there.</summary>
    public bool Liked { get; init; }
}

/// <summary>One served list, and the two sets of weights that are compared.</summary>
/// <param name="Person">For whom: the lists of one person are not independent.</param>
/// <param name="Places">In order of position.</param>
/// <param name="Present">The weight of each signal that ranked it.</param>
/// <param name="Draft">The weight of each signal under the ranking to be judged.</param>
public sealed record LoggedRequest(string Person, IReadOnlyList<ServedPlace> Places, double[] Present, double[] Draft);
