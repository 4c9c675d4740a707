using System.Globalization;

namespace Portal.Domain.Ranking.Learning;

/// <summary>
/// Learns the signals' weights from what people did with served lists: pairwise logistic ranking (RankNet's loss on a linear
/// score; Burges et al. 2005) of reactions weighed by one over the examination of their place (Joachims et al. 2017), drawn to the
/// present weights, within 0 to 10. Deterministic.
/// </summary>
/// <remarks>
/// The last lists in time are kept to judge by: nothing of them is used to learn. The weights come out on the scale of the
/// present ones — the sum over the signals of which the log tells something stays — because diversity and caps are
/// set against that scale; how steeply reactions follow the score is a number of its own.
/// </remarks>
public sealed record WeightLearner
{
    /// <summary>Largest weight.</summary>
    public const double MostWeight = 10;

    private const double LeastSteepness = 0.5, MostSteepness = 60;
    private const int ScalePasses = 8;

    /// <summary>How many made-up reactions speak for the present weights, above 0: with as many real ones, the result lies about half way.</summary>
    public double PriorReactions { get; init; } = 30;

    /// <summary>Examination below this counts as this, above 0 to 1: a reaction weighs at most one over it.</summary>
    public double LeastExamination { get; init; } = 0.05;

    /// <summary>Whether position bias is corrected; without, what stood on top is taken to be better.</summary>
    public bool CorrectPositionBias { get; init; } = true;

    /// <summary>Share of the lists, the last in time, that is kept to judge by, above 0 and below 1.</summary>
    public double HeldOutShare { get; init; } = 0.2;

    /// <summary>Fewest reactions to learn from, at least 1.</summary>
    public int LeastReactions { get; init; } = 100;

    /// <summary>Fewest reactions to judge by, at least 1.</summary>
    public int LeastHeldOutReactions { get; init; } = 25;

    /// <summary>Learns weights, or says why not.</summary>
    /// <param name="present">The weights in force, one per signal, 0..10.</param>
    /// <param name="lists">The log in any order; each place has one feature per signal.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">A place has not one feature per signal, a value is out of range, or an option is.</exception>
    public LearnedWeights Learn(IReadOnlyList<double> present, IReadOnlyList<LoggedList> lists, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Check(present, lists);
        var ordered = lists.OrderBy(list => list.At).ToList();
        var split = ordered.Count - (int)Math.Ceiling(ordered.Count * HeldOutShare);
        List<LoggedList> train = [.. ordered.Take(split).Where(Reacted)], heldOut = [.. ordered.Skip(split).Where(Reacted)];
        if (Refusal(train, heldOut) is { } refusal)
        {
            return new LearnedWeights(null, null, refusal);
        }

        var examination = CorrectPositionBias ? ExaminationModel.Estimate(train, cancellationToken) : ExaminationModel.Even;
        progress?.Report(0.3);
        double[] before = [.. present];
        var learned = Fit(before, new ReactionPairs(train, examination, LeastExamination, before.Length), progress, cancellationToken);

        // Judged as corrected in any case: the log alone would favour whatever made its order.
        var judged = CorrectPositionBias ? examination : ExaminationModel.Estimate(train, cancellationToken);
        LearningJudge judge = new(train, heldOut, judged, LeastExamination);
        LearningReport report = new()
        {
            Lists = train.Count,
            Positive = Count(train, place => place.Reaction > 0),
            Negative = Count(train, place => place.Reaction < 0),
            HeldOutLists = heldOut.Count,
            HeldOutReactions = Count(heldOut, place => place.Reaction != 0),
            Present = judge.Judge(before),
            Learned = judge.Judge(learned),
            Examination = examination,
        };
        progress?.Report(1);
        return new LearnedWeights(learned, report, null);
    }

    private static bool Reacted(LoggedList list) => list.Places.Count > 1 && list.Places.Any(place => place.Reaction != 0);

    private static int Count(List<LoggedList> lists, Func<LoggedPlace, bool> which) => lists.Sum(list => list.Places.Count(which));

    private void Check(IReadOnlyList<double> present, IReadOnlyList<LoggedList> lists)
    {
        if (PriorReactions is not (> 0 and <= 1e9) || LeastExamination is not (> 0 and <= 1) || HeldOutShare is not (> 0 and < 1) || LeastReactions < 1 || LeastHeldOutReactions < 1)
        {
            throw new ArgumentException($"{this} is out of range: {nameof(PriorReactions)} above 0, {nameof(LeastExamination)} above 0 to 1, {nameof(HeldOutShare)} between 0 and 1, the least numbers at least 1.");
        }

        if (present.FirstOrDefault(weight => weight is not (>= 0 and <= MostWeight), double.NegativeInfinity) is var wrong and not double.NegativeInfinity)
        {
            throw new ArgumentException($"A present weight is {wrong}; allowed is 0 to {MostWeight}.", nameof(present));
        }

        foreach (var place in lists.SelectMany(list => list.Places))
        {
            if (place.Features.Length != present.Count || place.Position < 0 || place.Reaction is not (>= -1 and <= 1) || place.Features.Any(float.IsInfinity))
            {
                throw new ArgumentException(
                    $"A place has {place.Features.Length} features, position {place.Position} and reaction {place.Reaction}; expected are {present.Count} finite features, a position from 0 and a reaction from -1 to 1.", nameof(lists));
            }
        }
    }

    private string? Refusal(List<LoggedList> train, List<LoggedList> heldOut)
    {
        var (learnable, judgeable) = (Count(train, place => place.Reaction > 0), Count(heldOut, place => place.Reaction > 0));
        return learnable >= LeastReactions && judgeable >= LeastHeldOutReactions
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Too few reactions to learn from: {learnable} likes, saves and openings on {train.Count} lists to learn from and {judgeable} on {heldOut.Count} later lists to judge by; needed are {LeastReactions} and {LeastHeldOutReactions}.");
    }

    // By turns: the weights for a steepness, then the steepness for weights brought back to the present scale.
    private double[] Fit(double[] present, ReactionPairs pairs, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var told = Enumerable.Range(0, present.Length).Where(f => pairs.Spread[f] > 0).ToArray();
        var scale = told.Sum(f => present[f]) is > 0 and var sum ? sum : 1;
        var (weights, steepness) = (present, pairs.SteepnessOf(present, LeastSteepness, MostSteepness));
        for (var pass = 0; pass < ScalePasses; pass++)
        {
            weights = BoxNewton.Minimise(weights, 0, MostWeight, (at, gradient, hessian) =>
                Prior(at, present, pairs, steepness, gradient, hessian) + pairs.Loss(at, steepness, gradient, hessian, cancellationToken));
            progress?.Report(0.3 + (0.6 * (pass + 1) / ScalePasses));
            var total = told.Sum(f => weights[f]);
            if (total <= 0)
            {
                return present;
            }

            foreach (var f in told)
            {
                weights[f] = Math.Min(MostWeight, weights[f] * scale / total);
            }

            if (Math.Abs(total - scale) < 0.005 * scale)
            {
                break;
            }

            steepness = pairs.SteepnessOf(weights, LeastSteepness, MostSteepness);
        }

        return weights;
    }

    // As much curvature as that many pairs of even odds would have, in each signal's own unit.
    private double Prior(double[] at, double[] present, ReactionPairs pairs, double steepness, double[] gradient, double[,] hessian)
    {
        double loss = 0;
        for (var f = 0; f < at.Length; f++)
        {
            var strength = pairs.Spread[f] > 0 ? PriorReactions * steepness * steepness * pairs.Spread[f] / 4 : 1;
            var step = at[f] - present[f];
            loss += strength * step * step / 2;
            gradient[f] += strength * step;
            hessian[f, f] += strength;
        }

        return loss;
    }
}
