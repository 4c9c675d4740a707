using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Ranking.Learning;

namespace Portal.Tests.Domain.Ranking.Learning;

public sealed class WeightLearnerTests
{
    // The first signal is overrated at present, so it decides who stands on top, where everybody looks.
    private static readonly SimulatedLog Overrated = new() { True = [0.3, 1, 0.6, 0], Present = [1.2, 0.3, 0.2, 0.2] };

    // Where it is not about what is found: enough to learn from, and quick.
    private static readonly SimulatedLog Short = Overrated with { Lists = 500 };

    [Fact]
    public void Position_bias_corrected_the_order_of_the_true_weights_is_found()
    {
        var learned = new WeightLearner().Learn(Overrated.Present, Overrated.Draw(), null, default);

        var weights = learned.Weights!;
        Assert.True(weights[1] > weights[2] && weights[2] > weights[0] && weights[0] > weights[3], string.Join(", ", weights));
        Assert.Equal(Overrated.Present.Sum(), weights.Sum(), 6);
    }

    [Fact]
    public void Without_correction_the_signal_that_made_the_order_keeps_its_lead()
    {
        var learned = new WeightLearner { CorrectPositionBias = false }.Learn(Overrated.Present, Overrated.Draw(), null, default);

        Assert.True(learned.Weights![0] > learned.Weights[2], string.Join(", ", learned.Weights));
    }

    [Fact]
    public void Examination_is_found_from_the_log_itself()
    {
        var examination = ExaminationModel.Estimate(Overrated.Draw(), default);

        foreach (var position in new[] { 0, 1, 3, 7, 11 })
        {
            Assert.InRange(examination[position] / Overrated.Examination(position), 0.6, 1.6);
        }
    }

    [Fact]
    public void Learned_weights_do_better_on_later_lists()
    {
        var report = new WeightLearner().Learn(Overrated.Present, Overrated.Draw(), null, default).Report!;

        Assert.True(report.Learned.Auc > report.Present.Auc + 0.02, report.ToString());
        Assert.True(report.Learned.Ndcg > report.Present.Ndcg, report.ToString());
        Assert.True(report.Learned.LogLoss < report.Present.LogLoss, report.ToString());
        Assert.InRange(report.Positive, 1000, 5000);
        Assert.Equal(0, report.Negative);
    }

    [Fact]
    public void Later_lists_do_not_reach_the_weights()
    {
        var lists = Short.Draw();
        var cut = lists.Count - (int)Math.Ceiling(lists.Count * 0.2);
        var other = lists.Take(cut).Concat((Short with { Seed = 99, True = [0, 0, 0, 1] }).Draw().Skip(cut)).ToList();

        var (first, second) = (new WeightLearner().Learn(Short.Present, lists, null, default), new WeightLearner().Learn(Short.Present, other, null, default));

        Assert.Equal(first.Weights, second.Weights);
        Assert.NotEqual(first.Report!.Learned, second.Report!.Learned);
    }

    [Fact]
    public void The_order_of_the_log_does_not_matter_its_times_do()
    {
        var lists = Short.Draw();
        var shuffled = lists.ToArray();
        new Random(3).Shuffle(shuffled);

        Assert.Equal(new WeightLearner().Learn(Short.Present, lists, null, default).Weights, new WeightLearner().Learn(Short.Present, shuffled, null, default).Weights);
    }

    [Fact]
    public void Weights_that_are_right_stay_about_what_they_are()
    {
        var right = Overrated with { Present = [0.3, 1, 0.6, 0] };

        var learned = new WeightLearner().Learn(right.Present, right.Draw(), null, default).Weights!;

        Assert.All(right.Present.Zip(learned), pair => Assert.Equal(pair.First, pair.Second, 0.12));
    }

    [Fact]
    public void What_people_reject_counts_against_its_signals()
    {
        var lists = Overrated.Draw().Select(list => list with
        {
            Places = [.. list.Places.Select(place => place with { Reaction = place.Reaction > 0 ? 1 : place.Features[2] > 0.9f ? -1 : 0 })],
        }).ToList();

        var learned = new WeightLearner().Learn(Overrated.Present, lists, null, default);

        Assert.True(learned.Weights![2] < 0.05, string.Join(", ", learned.Weights));
        Assert.True(learned.Report!.Negative > 500);
    }

    [Fact]
    public void A_signal_that_never_differs_keeps_its_weight()
    {
        var lists = Short.Draw().Select(list => new LoggedList(list.At, [.. list.Places.Select(place => place with { Features = [.. place.Features[..3], float.NaN] })])).ToList();

        Assert.Equal(0.2, new WeightLearner().Learn(Short.Present, lists, null, default).Weights![3], 12);
    }

    [Fact]
    public void Too_few_reactions_are_refused_with_their_number()
    {
        var learned = new WeightLearner().Learn(Overrated.Present, (Overrated with { Lists = 40 }).Draw(), null, default);

        Assert.Null(learned.Weights);
        Assert.Null(learned.Report);
        Assert.Matches(@"^Too few reactions to learn from: \d+ likes, saves and openings on \d+ lists to learn from and \d+ on \d+ later lists to judge by; needed are 100 and 25\.$", learned.Refusal);
        Assert.NotNull(new WeightLearner().Learn([1], [], null, default).Refusal);
    }

    [Fact]
    public void A_log_that_does_not_fit_is_refused()
    {
        LoggedList list = new(SimulatedLog.Start, [new LoggedPlace(0, [1, 2], 0)]);

        Assert.Contains("2 features", Assert.Throws<ArgumentException>(() => new WeightLearner().Learn([1], [list], null, default)).Message, StringComparison.Ordinal);
        Assert.Contains("11", Assert.Throws<ArgumentException>(() => new WeightLearner().Learn([11, 1], [list], null, default)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new WeightLearner { HeldOutShare = 1 }.Learn([1, 1], [list], null, default));
    }

    [Fact]
    public void Cancellation_stops_it()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new WeightLearner().Learn(Overrated.Present, Overrated.Draw(), null, cancelled.Token));
    }

    [Fact]
    public void Whatever_the_log_weights_are_finite_and_within_bounds() => Prop.ForAll<int, PositiveInt>((seed, signals) =>
    {
        var count = 1 + (signals.Get % 6);
        Random random = new(seed);
        double[] present = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 10)];

        var learned = new WeightLearner { LeastReactions = 1, LeastHeldOutReactions = 1 }.Learn(present, Noise(random, count), null, default);

        var quality = learned.Report!.Learned;
        return learned.Weights!.Count == count && learned.Weights.All(weight => weight is >= 0 and <= 10)
            && double.IsFinite(quality.LogLoss + quality.Auc + quality.Ndcg)
            && learned.Report.Examination.Steps.All(step => step.Value is > 0 and <= 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static List<LoggedList> Noise(Random random, int signals) =>
        [.. Enumerable.Range(0, 60).Select(l => new LoggedList(SimulatedLog.Start.AddHours(l), [.. Enumerable.Range(0, random.Next(1, 9)).Select(k =>
            new LoggedPlace(k * random.Next(1, 9), [.. Enumerable.Range(0, signals).Select(_ => random.Next(4) == 0 ? float.NaN : (2 * random.NextSingle()) - 1)], random.Next(-1, 2)))]))];
}
