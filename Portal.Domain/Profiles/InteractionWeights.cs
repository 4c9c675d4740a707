namespace Portal.Domain.Profiles;

/// <summary>
/// How much an action says about taste, for learning from everybody's actions: above 0 for, below 0 against, 0 nothing. Data, not
/// code; every weight −10..10.
/// </summary>
public sealed record InteractionWeights
{
    /// <summary>The weights a new portal starts with.</summary>
    public static readonly InteractionWeights Default = new();

    /// <summary>"More like this".</summary>
    public double Like { get; init; } = 1;

    /// <summary>"Less like this".</summary>
    public double Dislike { get; init; } = -0.5;

    /// <summary>A rating a whole <see cref="RatingSpread"/> above <see cref="RatingNeutral"/>; those between count in proportion, those beyond no more.</summary>
    public double Rating { get; init; } = 1;

    /// <summary>Stars that are neither praise nor blame, 0.5..5.</summary>
    public double RatingNeutral { get; init; } = 3;

    /// <summary>Stars from neutral to full praise, above 0, at most 5.</summary>
    public double RatingSpread { get; init; } = 2;

    /// <summary>Put on the saved list.</summary>
    public double Save { get; init; } = 0.6;

    /// <summary>Opened.</summary>
    public double Click { get; init; } = 0.15;

    /// <summary>Stayed on the item's page, endlessly long.</summary>
    public double Dwell { get; init; } = 0.3;

    /// <summary>Seconds of staying that count half of <see cref="Dwell"/>, above 0, at most 86400: t seconds count t / (t + this).</summary>
    public double DwellHalfSeconds { get; init; } = 60;

    /// <summary>Seen on the screen.</summary>
    public double Impression { get; init; }

    /// <summary>Never to be shown again, which says nothing about taste.</summary>
    public double Hide { get; init; }

    /// <summary>Dismissed with a reason.</summary>
    public double Dismiss { get; init; }

    /// <summary>Days after which an action counts half, above 0, at most 100000.</summary>
    public double HalfLifeDays { get; init; } = 365;

    /// <summary>What an action counts.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="value">Stars of a rating, seconds of a stay; without it, they count 0.</param>
    /// <param name="age">How long ago; the future counts as now.</param>
    public double Of(InteractionKind kind, double? value, TimeSpan age)
    {
        var weight = kind switch
        {
            InteractionKind.Like => Like,
            InteractionKind.Dislike => Dislike,
            InteractionKind.Rating => value is { } stars && double.IsFinite(stars) ? Rating * Math.Clamp((stars - RatingNeutral) / RatingSpread, -1, 1) : 0,
            InteractionKind.Save => Save,
            InteractionKind.Click => Click,
            InteractionKind.Dwell => value is > 0 and < double.PositiveInfinity ? Dwell * (value.Value / (value.Value + DwellHalfSeconds)) : 0,
            InteractionKind.Impression => Impression,
            InteractionKind.Hide => Hide,
            InteractionKind.Dismiss => Dismiss,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no weight for this kind of action."),
        };
        return weight * Math.Pow(0.5, Math.Max(0, age.TotalDays) / HalfLifeDays);
    }

    /// <summary>Whether an action is a decision, that takes back what was decided before; the others only hint.</summary>
    public static bool IsDecision(InteractionKind kind) => kind is InteractionKind.Like or InteractionKind.Dislike or InteractionKind.Rating;

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, weight) in new[]
        {
            (nameof(Like), Like), (nameof(Dislike), Dislike), (nameof(Rating), Rating), (nameof(Save), Save), (nameof(Click), Click), (nameof(Dwell), Dwell),
            (nameof(Impression), Impression), (nameof(Hide), Hide), (nameof(Dismiss), Dismiss),
        })
        {
            if (weight is not (>= -10 and <= 10))
            {
                yield return $"{name} is {weight}; allowed is -10 to 10.";
            }
        }

        if (RatingNeutral is not (>= 0.5 and <= 5))
        {
            yield return $"{nameof(RatingNeutral)} is {RatingNeutral}; allowed is 0.5 to 5.";
        }

        foreach (var (name, value, most) in new[]
        {
            (nameof(RatingSpread), RatingSpread, 5), (nameof(DwellHalfSeconds), DwellHalfSeconds, 86_400), (nameof(HalfLifeDays), HalfLifeDays, 100_000),
        })
        {
            if (!(value > 0 && value <= most))
            {
                yield return $"{name} is {value}; allowed is more than 0, at most {most}.";
            }
        }
    }
}
