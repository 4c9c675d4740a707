using System.Globalization;
using System.Reflection;
using Portal.Domain.Numerics;

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
    [Bounds(-10, 10)]
    public double Like { get; init; } = 1;

    /// <summary>"Less like this".</summary>
    [Bounds(-10, 10)]
    public double Dislike { get; init; } = -0.5;

    /// <summary>A rating a whole <see cref="RatingSpread"/> above <see cref="RatingNeutral"/>; those between count in proportion, those beyond no more.</summary>
    [Bounds(-10, 10)]
    public double Rating { get; init; } = 1;

    /// <summary>Stars that are neither praise nor blame, 0.5..5.</summary>
    [Bounds(0.5, 5)]
    public double RatingNeutral { get; init; } = 3;

    /// <summary>Stars from neutral to full praise, above 0, at most 5.</summary>
    [Bounds(0, 5, Above = true)]
    public double RatingSpread { get; init; } = 2;

    /// <summary>Put on the saved list.</summary>
    [Bounds(-10, 10)]
    public double Save { get; init; } = 0.6;

    /// <summary>Opened.</summary>
    [Bounds(-10, 10)]
    public double Click { get; init; } = 0.15;

    /// <summary>Stayed on the item's page, endlessly long.</summary>
    [Bounds(-10, 10)]
    public double Dwell { get; init; } = 0.3;

    /// <summary>Seconds of staying that count half of <see cref="Dwell"/>, above 0, at most 86400: t seconds count t / (t + this).</summary>
    [Bounds(0, 86_400, Above = true)]
    public double DwellHalfSeconds { get; init; } = 60;

    /// <summary>Seen on the screen.</summary>
    [Bounds(-10, 10)]
    public double Impression { get; init; }

    /// <summary>Never to be shown again, which says nothing about taste.</summary>
    [Bounds(-10, 10)]
    public double Hide { get; init; }

    /// <summary>Dismissed with a reason.</summary>
    [Bounds(-10, 10)]
    public double Dismiss { get; init; }

    /// <summary>Days after which an action counts half, above 0, at most 100000.</summary>
    [Bounds(0, 100_000, Above = true)]
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

    /// <summary>Every number with its range, in the order in which they stand here.</summary>
    public static IReadOnlyList<(PropertyInfo Property, BoundsAttribute Bounds)> Numbers { get; } =
        [.. from property in typeof(InteractionWeights).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let bounds = property.GetCustomAttribute<BoundsAttribute>()
            where bounds is not null
            orderby property.MetadataToken
            select (property, bounds)];

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (property, bounds) in Numbers)
        {
            var value = (double)property.GetValue(this)!;
            if (!bounds.Contains(value))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{property.Name} is {value}; allowed is {bounds.Words}.");
            }
        }
    }
}
