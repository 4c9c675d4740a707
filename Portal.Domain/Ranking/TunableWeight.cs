using System.Text.Json;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;

namespace Portal.Domain.Ranking;

/// <summary>What sort of number of a weight profile it is.</summary>
public enum WeightSort
{
    /// <summary>How much a signal counts.</summary>
    Signal,

    /// <summary>A number of the ranking besides the signals' weights.</summary>
    Parameter,

    /// <summary>What a kind of action says about taste.</summary>
    Interaction,
}

/// <summary>
/// One number of a weight profile, whichever part of it holds it: what pages offer to change, files name and comparisons tell apart.
/// Generated from <see cref="RankingSignals.All"/>, <see cref="WeightParameter.All"/> and <see cref="InteractionWeights.Numbers"/>.
/// </summary>
public sealed class TunableWeight
{
    // As the check of RankingWeights.Problems has it for every signal.
    private static readonly BoundsAttribute OfSignals = new(0, 10);

    private readonly Func<RankingWeights, double> _of;
    private readonly Func<RankingWeights, double, RankingWeights> _with;

    private TunableWeight(WeightSort sort, string key, string path, BoundsAttribute bounds, bool whole, Func<RankingWeights, double> of, Func<RankingWeights, double, RankingWeights> with) =>
        (Sort, Key, Path, Bounds, Whole, _of, _with) = (sort, key, path, bounds, whole, of, with);

    /// <summary>Every number of a profile: signals, parameters, kinds of action, each in the order of its own list.</summary>
    public static IReadOnlyList<TunableWeight> All { get; } =
    [
        .. RankingSignals.All.Select(signal => new TunableWeight(
            WeightSort.Signal, signal.Key, $"signals.{signal.Key}", OfSignals, whole: false, weights => weights.ValueOf(signal), (weights, value) => weights with { Signals = weights.Signals.SetItem(signal.Key, value) })),
        .. WeightParameter.All.Select(parameter => new TunableWeight(WeightSort.Parameter, parameter.Name, Json(parameter.Name), parameter.Bounds, parameter.Whole, parameter.Of, parameter.With)),
        .. InteractionWeights.Numbers.Select(number => new TunableWeight(
            WeightSort.Interaction, number.Property.Name, $"interactions.{Json(number.Property.Name)}", number.Bounds, whole: false,
            weights => (double)number.Property.GetValue(weights.Interactions)!,
            (weights, value) =>
            {
                var interactions = weights.Interactions with { };
                number.Property.SetValue(interactions, value);
                return weights with { Interactions = interactions };
            })),
    ];

    /// <summary>What sort of number it is.</summary>
    public WeightSort Sort { get; }

    /// <summary>The signal's key or the property's name.</summary>
    public string Key { get; }

    /// <summary>Where it stands in a profile written as JSON, e.g. <c>signals.popularity</c>, <c>diversity</c>; unique.</summary>
    public string Path { get; }

    /// <summary>Its range.</summary>
    public BoundsAttribute Bounds { get; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool Whole { get; }

    /// <summary>Its value in the weights a new portal starts with.</summary>
    public double Default => Of(RankingWeights.Default);

    /// <summary>Its value in a profile.</summary>
    public double Of(RankingWeights weights) => _of(weights);

    /// <summary>The profile with another value, whether that is allowed or not.</summary>
    public RankingWeights With(RankingWeights weights, double value) => _with(weights, value);

    /// <summary>Whether a value may be set: within the range, and whole where it must be.</summary>
    public bool Allows(double value) => Bounds.Contains(value) && (!Whole || value == Math.Round(value));

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static string Json(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

/// <summary>A number in which two profiles differ.</summary>
/// <param name="Weight">Which.</param>
/// <param name="Before">Its value in the first.</param>
/// <param name="After">Its value in the second.</param>
public sealed record WeightDifference(TunableWeight Weight, double Before, double After)
{
    /// <summary>All numbers in which two profiles differ, in the order of <see cref="TunableWeight.All"/>.</summary>
    public static IReadOnlyList<WeightDifference> Between(RankingWeights before, RankingWeights after) =>
        [.. from weight in TunableWeight.All
            let difference = new WeightDifference(weight, weight.Of(before), weight.Of(after))
            where difference.Before != difference.After
            select difference];
}
