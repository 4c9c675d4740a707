namespace Portal.Domain.Experiments.Statistics;

/// <summary>What is believed of an effect before the data: a normal distribution of the relative effect.</summary>
/// <param name="Mean">E.g. 0.</param>
/// <param name="Variance">E.g. 0.09: two thirds of all changes move a metric by less than 30 %. Above 0.</param>
public sealed record NormalPrior(double Mean, double Variance)
{
    /// <summary>A prior that tames what only a few units tell: N(0, 0.3²).</summary>
    public static NormalPrior Default { get; } = new(0, 0.09);

    internal void Check()
    {
        if (!double.IsFinite(Mean))
        {
            throw new ArgumentOutOfRangeException(nameof(Mean), Mean, $"The prior's mean is {Mean}; give a finite relative effect, e.g. 0.");
        }

        Probability.CheckPositive(Variance, nameof(Variance));
    }
}
