using System.Globalization;
using Portal.Domain.Experiments.Assignment.Flags;
using Portal.Domain.Experiments.Assignment.Targeting;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// An experiment, ready to assign units: built once from its definition, asked on every request. Deterministic and without state, by the rules and in the order of the
/// GrowthBook specification (version 5). Immutable and thread-safe.
/// </summary>
public sealed class ExperimentRule
{
    private readonly RuleDefinition _definition;
    private readonly BucketRange[] _ranges;
    private readonly string[] _variantKeys;
    private readonly TargetingCondition _condition;
    private readonly Prerequisites _prerequisites;
    private readonly int? _force;

    /// <summary>Builds the rule of a stored experiment. Nothing is checked: what cannot be carried out assigns nobody (<see cref="ExperimentCheck"/> comes before saving).</summary>
    public ExperimentRule(ExperimentDefinition definition)
        : this(definition, (definition ?? throw new ArgumentNullException(nameof(definition))).Key)
    {
        (_force, IsActive) = (definition.Force, definition.Active);
    }

    internal ExperimentRule(RuleDefinition definition, string key)
    {
        _definition = definition;
        Key = key;
        IsActive = true;
        Seed = string.IsNullOrEmpty(definition.Seed) ? key : definition.Seed;
        VariantCount = definition.Variations?.Count ?? 0;
        _ranges = definition.Ranges is { } ranges ? [.. ranges.Take(VariantCount)] : BucketRanges.Of(VariantCount, definition.Coverage ?? 1, definition.Weights);
        _variantKeys = [.. Enumerable.Range(0, VariantCount).Select(i => definition.Meta?.ElementAtOrDefault(i)?.Key ?? i.ToString(CultureInfo.InvariantCulture))];
        _condition = TargetingCondition.Read(definition.Condition);
        _prerequisites = new Prerequisites(definition.ParentConditions);
    }

    /// <summary>By which the experiment is known.</summary>
    public string Key { get; }

    /// <summary>The seed of its hash.</summary>
    public string Seed { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsActive { get; }

    /// <summary>How many variants there are.</summary>
    public int VariantCount { get; }

    /// <summary>The part of [0, 1) of each variant.</summary>
    public IReadOnlyList<BucketRange> Ranges => _ranges;

    /// <summary>The value of a variant, from 0; missing for one the experiment does not have.</summary>
    public PlainValue ValueOf(int variant) => _definition.Variations?.ElementAtOrDefault(variant) ?? default;

    /// <summary>The key of a variant, from 0.</summary>
    public string KeyOf(int variant) => variant >= 0 && variant < _variantKeys.Length ? _variantKeys[variant] : variant.ToString(CultureInfo.InvariantCulture);

    /// <summary>Assigns a unit.</summary>
    public ExperimentAssignment Assign(AssignmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Assign(context, path: null);
    }

    internal ExperimentAssignment Assign(AssignmentContext context, FeaturePath? path)
    {
        var fallback = IsRemembering(context) ? _definition.FallbackAttribute : null;
        var (attribute, unit) = context.UnitBy(_definition.HashAttribute, fallback);
        Draft draft = new(attribute, unit);
        if (VariantCount < 2 || !context.IsEnabled)
        {
            return Out(draft, VariantCount < 2 ? AssignmentReason.TooFewVariants : AssignmentReason.Disabled);
        }

        if (AskedFor(context) is { } asked)
        {
            return Forced(draft, asked);
        }

        if (!IsActive || unit is null)
        {
            return Out(draft, IsActive ? AssignmentReason.MissingUnit : AssignmentReason.Disabled);
        }

        if (context.IsHeldOut())
        {
            return Out(draft, AssignmentReason.HeldOut);
        }

        var remembered = IsRemembering(context) ? Remembered(context.Sticky!, attribute, unit, context) : -1;
        if (remembered < 0 && Refusal(unit, context, path) is { } refusal)
        {
            return Out(draft, refusal);
        }

        if (UnitHash.Of(Seed, unit, _definition.HashVersion ?? 1) is not { } bucket)
        {
            return Out(draft, AssignmentReason.UnknownHashVersion);
        }

        return Settle(draft with { Bucket = bucket }, remembered, context);
    }

    // From the bucket to the variant.
    private ExperimentAssignment Settle(Draft draft, int remembered, AssignmentContext context)
    {
        if (IsRemembering(context) && IsBlocked(context.Sticky!, context))
        {
            return Out(draft, AssignmentReason.Blocked);
        }

        var variant = remembered >= 0 ? remembered : BucketRanges.Choose(draft.Bucket!.Value, _ranges);
        if (variant < 0)
        {
            return Out(draft, AssignmentReason.OutsideCoverage);
        }

        if (_force is { } force)
        {
            return Forced(draft with { Bucket = null }, force);
        }

        if (context.IsQaMode)
        {
            return Out(draft, AssignmentReason.QaMode);
        }

        return Result(draft, variant, remembered >= 0 ? AssignmentReason.Remembered : AssignmentReason.Hashed, ToRemember(draft, variant, context));
    }

    private StickyBucket? ToRemember(Draft draft, int variant, AssignmentContext context) =>
        IsRemembering(context) && context.Sticky!.Find(draft.Attribute, draft.Unit!, Key, _definition.BucketVersion) != _variantKeys[variant]
            ? new StickyBucket(draft.Attribute, draft.Unit!, Key, _definition.BucketVersion, _variantKeys[variant])
            : null;

    private int? AskedFor(AssignmentContext context) =>
        QueryOverride.Of(Key, context.Url, VariantCount) ?? (context.ForcedVariants.TryGetValue(Key, out var variant) ? variant : null);

    private AssignmentReason? Refusal(string unit, AssignmentContext context, FeaturePath? path)
    {
        // Filters take the place of a namespace.
        var isInside = _definition.Filters is { } filters ? filters.All(filter => filter.Admits(context)) : _definition.Namespace?.Contains(unit) ?? true;
        return !isInside ? AssignmentReason.OutsideNamespace
            : !_condition.Matches(context.Attributes, context.Groups) ? AssignmentReason.NotTargeted
            : _prerequisites.Check(context, path) != PrerequisiteOutcome.Met ? AssignmentReason.PrerequisiteNotMet
            : null;
    }

    private bool IsRemembering(AssignmentContext context) => context.Sticky is not null && !_definition.DisableStickyBucketing;

    // What the hash attribute got goes before what the fallback got.
    private int Remembered(StickyBuckets sticky, string attribute, string unit, AssignmentContext context)
    {
        var key = sticky.Find(attribute, unit, Key, _definition.BucketVersion)
            ?? (_definition.FallbackAttribute is { } fallback && context.UnitBy(fallback) is { } other ? sticky.Find(fallback, other, Key, _definition.BucketVersion) : null);
        return key is null || IsBlocked(sticky, context) ? -1 : Array.IndexOf(_variantKeys, key);
    }

    private bool IsBlocked(StickyBuckets sticky, AssignmentContext context) => _definition.MinBucketVersion > 0
        && (HasOlder(_definition.HashAttribute ?? AssignmentContext.DefaultAttribute, sticky, context) || (_definition.FallbackAttribute is { } fallback && HasOlder(fallback, sticky, context)));

    private bool HasOlder(string attribute, StickyBuckets sticky, AssignmentContext context) =>
        context.UnitBy(attribute) is { } unit && sticky.HasBefore(attribute, unit, Key, _definition.MinBucketVersion);

    private ExperimentAssignment Forced(Draft draft, int variant) =>
        variant >= 0 && variant < VariantCount ? Result(draft, variant, AssignmentReason.Forced) : Out(draft, AssignmentReason.UnknownVariant);

    private ExperimentAssignment Out(Draft draft, AssignmentReason reason) => Result(draft, 0, reason);

    private ExperimentAssignment Result(Draft draft, int variant, AssignmentReason reason, StickyBucket? remember = null) => new()
    {
        Experiment = Key,
        Variant = variant,
        VariantKey = KeyOf(variant),
        Reason = reason,
        Attribute = draft.Attribute,
        Unit = draft.Unit,
        Bucket = draft.Bucket,
        IsPassthrough = _definition.Meta?.ElementAtOrDefault(variant)?.Passthrough ?? false,
        Remember = remember,
    };

    // What is known of the unit so far.
    private readonly record struct Draft(string Attribute, string? Unit, double? Bucket = null);
}
