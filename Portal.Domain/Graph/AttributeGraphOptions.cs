namespace Portal.Domain.Graph;

/// <summary>How the graph is weighted and walked.</summary>
public sealed record AttributeGraphOptions
{
    /// <summary>Chance of going back to a liked item at each step, between 0 and 1: the higher, the nearer the walk stays. Usual: .15 to .3.</summary>
    public float Restart { get; init; } = 0.2f;

    /// <summary>How many times the walk goes from items over what they share to items again, 1..100: 1 finds what shares something with a liked item, 2 what shares something with that.</summary>
    public int ClosedSteps { get; init; } = 2;

    /// <summary>An attribute of more than this share of the items is left out: a hub that leads everywhere. Above 0 to 1.</summary>
    public double MaxShare { get; init; } = 0.5;

    /// <summary>Weight of a shared creator. All weights are at least 0; 0 leaves the kind out.</summary>
    public double Creator { get; init; } = 1;

    /// <summary>Weight of a shared series.</summary>
    public double Series { get; init; } = 2;

    /// <summary>Weight of a shared tag.</summary>
    public double Tag { get; init; } = 1;

    /// <summary>Weight of a shared genre.</summary>
    public double Genre { get; init; } = 1;

    /// <summary>Weight of the same ten years.</summary>
    public double Decade { get; init; } = 0.5;

    /// <summary>Weight of the same country.</summary>
    public double Country { get; init; } = 0.5;

    /// <summary>Weight of the same original language.</summary>
    public double Language { get; init; } = 0.5;

    /// <summary>Weight of the same kind.</summary>
    public double Kind { get; init; } = 0.5;

    /// <summary>The weight of an attribute of a kind.</summary>
    public double WeightOf(AttributeKind kind) => kind switch
    {
        AttributeKind.Creator => Creator,
        AttributeKind.Series => Series,
        AttributeKind.Tag => Tag,
        AttributeKind.Genre => Genre,
        AttributeKind.Decade => Decade,
        AttributeKind.Country => Country,
        AttributeKind.Language => Language,
        _ => Kind,
    };

    internal void Validate()
    {
        if (!(Restart is > 0 and < 1) || ClosedSteps is not (>= 1 and <= 100) || !(MaxShare is > 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(Restart)} {Restart} must lie between 0 and 1, {nameof(ClosedSteps)} {ClosedSteps} in 1..100, {nameof(MaxShare)} {MaxShare} above 0 to 1."));
        }

        foreach (var kind in Enum.GetValues<AttributeKind>())
        {
            if (!(WeightOf(kind) >= 0))
            {
                throw new ArgumentException(FormattableString.Invariant($"The weight of {kind} is {WeightOf(kind)}; expected at least 0."));
            }
        }
    }
}
