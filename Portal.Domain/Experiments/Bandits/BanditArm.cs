using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>What is known of an arm over all periods.</summary>
/// <param name="Units">Its units, those of periods that cannot be compared included.</param>
/// <param name="Mean">Mean of its units, each period weighing as much as all its units; NaN when no period can be compared.</param>
/// <param name="StandardError">Standard error of that; NaN likewise.</param>
public sealed record BanditArm(long Units, double Mean, double StandardError)
{
    /// <summary>An arm without periods that has the same mean and error, so that arms are compared as anywhere else.</summary>
    /// <param name="units">Units of it.</param>
    internal ArmMoments Equivalent(long units) => ArmMoments.FromSums(new ArmSums
    {
        N = units,
        Sum = units * Mean,
        SumSquares = (units * Mean * Mean) + ((units - 1) * units * StandardError * StandardError),
    });
}
