namespace Portal.Domain.Experiments.Statistics;

/// <summary>Plain sums over the units of an arm, as a database gives them. What a metric does not need stays 0.</summary>
public readonly record struct ArmSums
{
    /// <summary>Units, 0 or more.</summary>
    public required long N { get; init; }

    /// <summary>Σ value (of a ratio: numerator).</summary>
    public double Sum { get; init; }

    /// <summary>Σ value².</summary>
    public double SumSquares { get; init; }

    /// <summary>Σ denominator.</summary>
    public double DenominatorSum { get; init; }

    /// <summary>Σ denominator².</summary>
    public double DenominatorSumSquares { get; init; }

    /// <summary>Σ value × denominator.</summary>
    public double CrossSum { get; init; }

    /// <summary>Σ value before exposure.</summary>
    public double PreSum { get; init; }

    /// <summary>Σ (value before)².</summary>
    public double PreSumSquares { get; init; }

    /// <summary>Σ value × value before.</summary>
    public double PostPreSum { get; init; }

    /// <summary>Σ denominator before exposure.</summary>
    public double PreDenominatorSum { get; init; }

    /// <summary>Σ (denominator before)².</summary>
    public double PreDenominatorSumSquares { get; init; }

    /// <summary>Σ value before × denominator before.</summary>
    public double PreCrossSum { get; init; }

    /// <summary>Σ value × denominator before.</summary>
    public double ValuePreDenominatorSum { get; init; }

    /// <summary>Σ denominator × value before.</summary>
    public double DenominatorPreSum { get; init; }

    /// <summary>Σ denominator × denominator before.</summary>
    public double DenominatorPreDenominatorSum { get; init; }

    /// <summary>The sums of a proportion.</summary>
    /// <param name="n">Units.</param>
    /// <param name="successes">Those with something, 0..<paramref name="n"/>.</param>
    public static ArmSums OfProportion(long n, long successes)
    {
        Probability.CheckCounts(successes, n, nameof(successes), nameof(n));
        return new ArmSums { N = n, Sum = successes, SumSquares = successes };
    }
}
