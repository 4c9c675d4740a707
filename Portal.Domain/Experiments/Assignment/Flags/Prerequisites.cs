using Portal.Domain.Experiments.Assignment.Targeting;

namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>What other features must give a unit, ready to be asked.</summary>
internal sealed class Prerequisites(IReadOnlyList<ParentCondition>? parents)
{
    private readonly (string Feature, TargetingCondition Condition, bool IsGate)[] _parents = [.. (parents ?? []).Select(parent => (parent.Id, TargetingCondition.Read(parent.Condition), parent.Gate))];

    /// <summary>The first that is not met decides.</summary>
    public PrerequisiteOutcome Check(AssignmentContext context, FeaturePath? path)
    {
        foreach (var (feature, condition, isGate) in _parents)
        {
            var result = context.Features.Evaluate(feature, context, path);
            if (result.Source == FeatureSource.CyclicPrerequisite)
            {
                return PrerequisiteOutcome.Cyclic;
            }

            if (!condition.Matches(new Dictionary<string, PlainValue> { ["value"] = result.Value }, context.Groups))
            {
                return isGate ? PrerequisiteOutcome.Gated : PrerequisiteOutcome.NotMet;
            }
        }

        return PrerequisiteOutcome.Met;
    }
}
