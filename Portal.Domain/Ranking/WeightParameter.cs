using System.Globalization;
using System.Reflection;
using Portal.Domain.Numerics;

namespace Portal.Domain.Ranking;

/// <summary>A number of a weight profile as pages and checks see it. Its name is the key of its description in the portal's texts.</summary>
public sealed class WeightParameter
{
    private readonly PropertyInfo _property;

    private WeightParameter(PropertyInfo property, BoundsAttribute bounds) => (_property, Bounds) = (property, bounds);

    /// <summary>Every number of a profile that has a range, in the order of their names.</summary>
    public static IReadOnlyList<WeightParameter> All { get; } =
        [.. from property in typeof(RankingWeights).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let bounds = property.GetCustomAttribute<BoundsAttribute>()
            where bounds is not null
            orderby property.Name
            select new WeightParameter(property, bounds)];

    /// <summary>Name of the property.</summary>
    public string Name => _property.Name;

    /// <summary>Its range.</summary>
    public BoundsAttribute Bounds { get; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool Whole => _property.PropertyType == typeof(int);

    /// <summary>Its value in a profile.</summary>
    public double Of(RankingWeights weights) => Convert.ToDouble(_property.GetValue(weights), CultureInfo.InvariantCulture);

    /// <summary>The profile with another value.</summary>
    public RankingWeights With(RankingWeights weights, double value)
    {
        var changed = weights with { };
        _property.SetValue(changed, Convert.ChangeType(value, _property.PropertyType, CultureInfo.InvariantCulture));
        return changed;
    }

    /// <summary>What is wrong with its value in a profile; null when nothing is.</summary>
    public string? ProblemIn(RankingWeights weights)
    {
        var value = Of(weights);
        return Bounds.Contains(value) ? null : string.Create(CultureInfo.InvariantCulture, $"{Name} is {value}; allowed is {Bounds.Words}.");
    }
}
