using Portal.Domain.Experiments.Assignment.Targeting;

namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>A rule of a feature, ready to be asked.</summary>
internal sealed class FeatureRule
{
    private readonly FeatureRuleDefinition _definition;
    private readonly string _seed;
    private readonly TargetingCondition _condition;
    private readonly Prerequisites _prerequisites;
    private readonly ExperimentRule? _experiment;

    public FeatureRule(FeatureRuleDefinition definition, string feature)
    {
        _definition = definition;
        _seed = string.IsNullOrEmpty(definition.Seed) ? feature : definition.Seed;
        _condition = TargetingCondition.Read(definition.Condition);
        _prerequisites = new Prerequisites(definition.ParentConditions);

        // What the rule asks of other features is asked here, once.
        _experiment = definition.Variations is null ? null : new ExperimentRule(definition with { ParentConditions = null }, string.IsNullOrEmpty(definition.Key) ? feature : definition.Key);
    }

    /// <summary>What the rule gives the unit; null where the next one is asked.</summary>
    public FeatureResult? Apply(AssignmentContext context, FeaturePath path)
    {
        switch (_prerequisites.Check(context, path))
        {
            case PrerequisiteOutcome.Cyclic:
                return new FeatureResult(PlainValue.Null, FeatureSource.CyclicPrerequisite);
            case PrerequisiteOutcome.Gated:
                return new FeatureResult(PlainValue.Null, FeatureSource.Prerequisite);
            case PrerequisiteOutcome.NotMet:
                return null;
        }

        var id = _definition.Id ?? "";
        if (_definition.Force.Kind != PlainValueKind.Missing)
        {
            return IsFor(context) && IsRolledOut(context) ? new FeatureResult(_definition.Force, FeatureSource.Force, id) : null;
        }

        return _experiment?.Assign(context, path) is { IsIn: true, IsPassthrough: false } assignment
            ? new FeatureResult(_experiment.ValueOf(assignment.Variant), FeatureSource.Experiment, id, assignment)
            : null;
    }

    private bool IsFor(AssignmentContext context) => (_definition.Filters?.All(filter => filter.Admits(context)) ?? true) && _condition.Matches(context.Attributes, context.Groups);

    private bool IsRolledOut(AssignmentContext context)
    {
        if (_definition is { Range: null, Coverage: null })
        {
            return true;
        }

        var fallback = context.Sticky is not null && !_definition.DisableStickyBucketing ? _definition.FallbackAttribute : null;
        return context.UnitBy(_definition.HashAttribute, fallback).Unit is { } unit
            && UnitHash.Of(_seed, unit, _definition.HashVersion ?? 1) is { } bucket
            && (_definition.Range is { } range ? range.Contains(bucket) : _definition.Coverage > 0 && bucket <= _definition.Coverage);
    }
}
