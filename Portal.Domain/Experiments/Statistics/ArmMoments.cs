using System.Runtime.Intrinsics;

namespace Portal.Domain.Experiments.Statistics;

/// <summary>
/// What is kept of the units of one arm: how many, and the means and centred sums of products of value, denominator, value before and
/// denominator before. Arms are added unit by unit or part by part (Welford 1962; Chan, Golub and LeVeque 1983); unlike plain sums, the
/// centred ones keep a small variance around a large mean. The result differs between orders of adding only by rounding.
/// </summary>
public readonly record struct ArmMoments
{
    // One lane per measure, in the order of Measure; the rows hold Σ (x_row − mean)(x_lane − mean).
    private readonly Vector256<double> _means, _values, _denominators, _pre, _preDenominators;

    private ArmMoments(long n, Vector256<double> means, Vector256<double> values, Vector256<double> denominators, Vector256<double> pre, Vector256<double> preDenominators) =>
        (N, _means, _values, _denominators, _pre, _preDenominators) = (n, means, values, denominators, pre, preDenominators);

    internal enum Measure
    {
        Value,
        Denominator,
        Pre,
        PreDenominator,
    }

    /// <summary>Units.</summary>
    public long N { get; }

    /// <summary>Mean of the values; 0 without units.</summary>
    public double Mean => _means[0];

    /// <summary>Mean of the denominators.</summary>
    public double DenominatorMean => _means[1];

    /// <summary>Mean of the values before exposure.</summary>
    public double PreMean => _means[2];

    /// <summary>Mean of the denominators before exposure.</summary>
    public double PreDenominatorMean => _means[3];

    /// <summary>Variance of the values between units (n − 1); 0 with fewer than two.</summary>
    public double Variance => Covariance(Measure.Value, Measure.Value);

    // 0 × NaN and 0 × ∞ are NaN, and stay so in the sum.
    internal bool IsFinite => double.IsFinite(Vector256.Sum((_means * 0) + (_values * 0) + (_denominators * 0) + (_pre * 0) + (_preDenominators * 0)));

    /// <summary>The units of both.</summary>
    public static ArmMoments operator +(ArmMoments left, ArmMoments right)
    {
        if (left.N == 0 || right.N == 0)
        {
            return left.N == 0 ? right : left;
        }

        var n = left.N + right.N;
        var delta = right._means - left._means;
        var shift = delta * ((double)left.N * right.N / n);
        return new ArmMoments(n, left._means + (delta * ((double)right.N / n)),
            left._values + right._values + (shift * delta[0]),
            left._denominators + right._denominators + (shift * delta[1]),
            left._pre + right._pre + (shift * delta[2]),
            left._preDenominators + right._preDenominators + (shift * delta[3]));
    }

    /// <summary>The units of both.</summary>
    public static ArmMoments Add(ArmMoments left, ArmMoments right) => left + right;

    /// <summary>The moments of units of which only sums are known. Large means with small variances have lost digits in the sums already.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of units.</exception>
    public static ArmMoments FromSums(ArmSums sums)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sums.N, nameof(sums.N));
        if (sums.N == 0)
        {
            return default;
        }

        var totals = Vector256.Create(sums.Sum, sums.DenominatorSum, sums.PreSum, sums.PreDenominatorSum);
        var means = totals / sums.N;
        return new ArmMoments(sums.N, means,
            Vector256.Create(sums.SumSquares, sums.CrossSum, sums.PostPreSum, sums.ValuePreDenominatorSum) - (totals * means[0]),
            Vector256.Create(sums.CrossSum, sums.DenominatorSumSquares, sums.DenominatorPreSum, sums.DenominatorPreDenominatorSum) - (totals * means[1]),
            Vector256.Create(sums.PostPreSum, sums.DenominatorPreSum, sums.PreSumSquares, sums.PreCrossSum) - (totals * means[2]),
            Vector256.Create(sums.ValuePreDenominatorSum, sums.DenominatorPreDenominatorSum, sums.PreCrossSum, sums.PreDenominatorSumSquares) - (totals * means[3]));
    }

    /// <summary>The moments with one unit more.</summary>
    public ArmMoments Add(UnitValues unit)
    {
        var n = N + 1;
        var delta = Vector256.Create(unit.Value, unit.Denominator, unit.Pre, unit.PreDenominator) - _means;
        var shift = delta * ((double)N / n);
        return new ArmMoments(n, _means + (delta * (1.0 / n)), _values + (shift * delta[0]), _denominators + (shift * delta[1]), _pre + (shift * delta[2]), _preDenominators + (shift * delta[3]));
    }

    /// <summary>The plain sums.</summary>
    public ArmSums ToSums() => new()
    {
        N = N,
        Sum = N * Mean,
        SumSquares = Product(Measure.Value, Measure.Value),
        DenominatorSum = N * DenominatorMean,
        DenominatorSumSquares = Product(Measure.Denominator, Measure.Denominator),
        CrossSum = Product(Measure.Value, Measure.Denominator),
        PreSum = N * PreMean,
        PreSumSquares = Product(Measure.Pre, Measure.Pre),
        PostPreSum = Product(Measure.Value, Measure.Pre),
        PreDenominatorSum = N * PreDenominatorMean,
        PreDenominatorSumSquares = Product(Measure.PreDenominator, Measure.PreDenominator),
        PreCrossSum = Product(Measure.Pre, Measure.PreDenominator),
        ValuePreDenominatorSum = Product(Measure.Value, Measure.PreDenominator),
        DenominatorPreSum = Product(Measure.Denominator, Measure.Pre),
        DenominatorPreDenominatorSum = Product(Measure.Denominator, Measure.PreDenominator),
    };

    /// <summary>Covariance between units (n − 1); a variance is never negative. 0 with fewer than two units.</summary>
    internal double Covariance(Measure one, Measure other)
    {
        var sum = N < 2 ? 0 : Row((int)one)[(int)other] / (N - 1);
        return one == other ? Math.Max(0, sum) : sum;
    }

    private double Product(Measure one, Measure other) => Row((int)one)[(int)other] + (N * _means[(int)one] * _means[(int)other]);

    private Vector256<double> Row(int row) => row switch { 0 => _values, 1 => _denominators, 2 => _pre, _ => _preDenominators };
}
