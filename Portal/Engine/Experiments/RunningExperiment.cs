using System.Collections.Immutable;
using System.Text.Json;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Engine.Experiments;

/// <summary>An experiment, ready to assign. Immutable.</summary>
public sealed record RunningExperiment
{
    // What makes two experiments exclude each other; see Clashes.
    private readonly ImmutableArray<string> _keys;

    private RunningExperiment(ExperimentEntity row, ExperimentPlan plan, ExperimentRule rule)
    {
        (Id, Key, Name, Mode, Unit, StartedUtc, Plan, Rule) = (row.Id, row.Key, row.Name, row.Mode, row.Unit, row.StartedUtc, plan, rule);
        _keys = [.. plan.Variants.SelectMany(variant => variant.Settings.Keys).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Its id.</summary>
    public int Id { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How variants are compared.</summary>
    public ExperimentMode Mode { get; }

    /// <summary>What is assigned as a whole.</summary>
    public ExperimentUnitKind Unit { get; }

    /// <summary>When it first ran; null for one that never did.</summary>
    public DateTime? StartedUtc { get; }

    /// <summary>Its plan.</summary>
    public ExperimentPlan Plan { get; }

    /// <summary>Assigns.</summary>
    public ExperimentRule Rule { get; }

    /// <summary>The versions of the weights that variants name, by their numbers.</summary>
    public required IReadOnlyDictionary<int, WeightsOfVersion> Weights { get; init; }

    /// <summary>Whether its shares were other ones once: then units that were exposed keep what they had.</summary>
    public bool Reallocated { get; init; }

    /// <summary>Makes it of what is stored.</summary>
    /// <param name="row">The experiment.</param>
    /// <param name="periods">Its periods, oldest first. The newest has the shares in force: those that are counted against.</param>
    /// <param name="weights">All versions of the weights that its variants may name.</param>
    /// <exception cref="ArgumentException">It cannot be carried out.</exception>
    /// <exception cref="JsonException">What is stored is not readable.</exception>
    public static RunningExperiment Of(ExperimentEntity row, IReadOnlyList<ExperimentPeriodEntity> periods, IReadOnlyDictionary<int, WeightsOfVersion> weights)
    {
        var plan = ExperimentPlan.FromJson(row.Plan);
        var newest = periods.Count > 0 ? periods[^1] : null;
        ExperimentDefinition definition = new()
        {
            Key = row.Key,
            Variations = [.. plan.Variants.Select((_, i) => (PlainValue)i)],
            Weights = newest is null ? plan.Weights : JsonSerializer.Deserialize<double[]>(newest.Weights) ?? throw new JsonException("The shares of a period are null."),
            Coverage = newest?.Coverage ?? plan.Coverage,
            HashVersion = UnitHash.Newest,
            Seed = string.IsNullOrEmpty(plan.Seed) ? row.Key : plan.Seed,
            Namespace = plan.Namespace is { } part ? new UnitNamespace(part.Name, [new BucketRange(part.From, part.To)]) : null,
            Condition = plan.Condition is { } condition ? PlainValue.Parse(condition) : default,
            Active = row.State == ExperimentState.Running,
        };
        ExperimentCheck.Require(definition);
        Check(row, plan);
        return new RunningExperiment(row, plan, new ExperimentRule(definition)) { Weights = weights, Reallocated = periods.Count > 1 };
    }

    /// <summary>The weights that a variant names; null where it names none.</summary>
    public WeightsOfVersion? WeightsOf(int variant) => Plan.Variants[variant].WeightsVersion() is { } version ? Weights[version] : null;

    /// <summary>Whether a unit can be in one of the two only: both change the same, or both fill lists in turns, which only two rankings can.</summary>
    public bool Clashes(RunningExperiment other) =>
        (Mode == ExperimentMode.Interleaving && other.Mode == ExperimentMode.Interleaving) || _keys.Any(one => other._keys.Any(two => ExperimentSettings.Clash(one, two)));

    private static void Check(ExperimentEntity row, ExperimentPlan plan)
    {
        if (row.Mode == ExperimentMode.Interleaving && plan.Variants.Length != 2)
        {
            throw new ArgumentException($"The experiment '{row.Key}' has {plan.Variants.Length} variants; two can take turns.", nameof(plan));
        }

        foreach (var (key, value) in plan.Variants.SelectMany(variant => variant.Settings))
        {
            if (!ExperimentSettings.Allows(key, value))
            {
                throw new ArgumentException($"The experiment '{row.Key}' sets '{key}' to '{value}'; there is no such setting, or it may not have that value.", nameof(plan));
            }
        }
    }
}
