using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Numerics;
using Portal.Tests.Domain.Experiments.Statistics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Numerics;

/// <summary>The distributions that tests of experiments rest on, against scipy (shared file) and against mpmath with 40 digits.</summary>
public sealed class DistributionTests
{
    [SharedDataFact(StatsReference.File)]
    public void The_distributions_agree()
    {
        Each("norm_cdf", 14, row => NormalDistribution.Cdf(row[0]), 1e-12);
        Each("norm_ppf", 12, row => NormalDistribution.Quantile(row[0]), 1e-12);
        Each("t_cdf", 42, row => StudentDistribution.Cdf(row[0], row[1]), 1e-11);

        // scipy 1.10 has eight to nine digits here: for 63.7 degrees of freedom and 0.025, mpmath has −1.997910869053669 as we do, scipy −1.997910868345463.
        Each("t_ppf", 36, row => StudentDistribution.Quantile(row[0], row[1]), 2e-9, 1e-15);
        Each("chi2_sf", 24, row => ChiSquareDistribution.Survival(row[0], (int)row[1]), 1e-11);
        Each("beta_cdf", 20, row => IncompleteBeta.Regularized(row[1], row[2], row[0]), 1e-11);
        Each("beta_ppf", 15, row => IncompleteBeta.Quantile(row[1], row[2], row[0]), 1e-11);
    }

    [Theory]
    [InlineData(-40, 30, 6.8630225972032014e-28)]
    [InlineData(-8, 5000, 7.6699359434577273e-16)]
    [InlineData(-5, 2e5, 2.8689324583921393e-7)]
    [InlineData(-6, 5e7, 9.865943892875164e-10)]
    [InlineData(-2, 3e7, 0.022750136447426488)]
    public void Tails_of_student_keep_their_digits(double t, double degrees, double expected) => Near("t_cdf tails", expected, StudentDistribution.Cdf(t, degrees), 1e-11);

    [Theory]
    [InlineData(2000, 3000, 0.39, 0.074150549711298056)]
    [InlineData(3, 1e6, 1e-7, 0.00015465354530465953)]
    [InlineData(1e5, 1e5, 0.495, 3.8701848354687742e-6)]
    public void Large_parameters_of_beta_keep_their_digits(double a, double b, double x, double expected) => Near("beta_cdf tails", expected, IncompleteBeta.Regularized(a, b, x), 1e-11);

    [Fact]
    public void Quantiles_of_student_keep_their_digits() => Near("t_ppf tails", -1.997910869053669, StudentDistribution.Quantile(0.025, 63.7), 1e-14);

    [Fact]
    public void Quantiles_undo_the_distribution() => Prop.ForAll(ArbMap.Default.ArbFor<(ushort, ushort, ushort)>(), drawn =>
    {
        var (share, a, b) = ((drawn.Item1 + 1) / 65_537.0, 0.5 + (drawn.Item2 / 50.0), 0.5 + (drawn.Item3 / 9.0));

        Near("round trip", share, StudentDistribution.Cdf(StudentDistribution.Quantile(share, a), a), 1e-9);
        Near("round trip", share, NormalDistribution.Cdf(NormalDistribution.Quantile(share)), 1e-9);
        Assert.InRange(IncompleteBeta.Regularized(a, b, IncompleteBeta.Quantile(a, b, share)), share - 1e-9, share + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Densities_are_the_slopes_of_the_distributions()
    {
        const double Little = 1e-5;
        double Slope(Func<double, double> function, double at) => (function(at + Little) - function(at - Little)) / (2 * Little);

        Assert.Equal(Slope(t => StudentDistribution.Cdf(t, 2.5), -1.3), StudentDistribution.Density(-1.3, 2.5), 7);
        Assert.Equal(Slope(x => IncompleteBeta.Regularized(3.5, 7, x), 0.2), IncompleteBeta.Density(3.5, 7, 0.2, 0.8), 7);
        Assert.Equal(Slope(NormalDistribution.Cdf, 0.7), NormalDistribution.Density(0.7), 7);
    }

    [Fact]
    public void Ends_and_wrong_arguments()
    {
        Assert.Equal((0, 1, 0, 1), (IncompleteBeta.Regularized(2, 3, 0), IncompleteBeta.Regularized(2, 3, 1), IncompleteBeta.Quantile(2, 3, 0), IncompleteBeta.Quantile(2, 3, 1)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (NormalDistribution.Quantile(0), NormalDistribution.Quantile(1)));
        Assert.Equal((0, 1), (StudentDistribution.Cdf(double.NegativeInfinity, 4), StudentDistribution.Cdf(double.PositiveInfinity, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.Cdf(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquareDistribution.Survival(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteBeta.Regularized(0, 2, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaFunction.Binet(0));
    }

    [Fact]
    public void A_root_is_found_where_newton_would_leave_the_bracket() =>
        Assert.Equal(Math.Cbrt(0.001), RootFinder.Increasing(x => (x * x * x) - 0.001, x => 3 * x * x, -2, 5, 0), 12);

    private static void Each(string name, int count, Func<double[], double> function, double relative, double absolute = 1e-300)
    {
        double[][] rows = [.. Part("special").GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.Number()).ToArray())];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, row => Near(name, row[^1], function(row), relative, absolute));
    }
}
