using Portal.Domain.Ranking.Learning;

namespace Portal.Domain.OffPolicy;

/// <summary>
/// Estimates from the lists that one ranking served what another would have brought: self-normalised inverse propensity weights
/// (Swaminathan and Joachims 2015) over the positions of a position-based click model (<see cref="DraftPlacement"/>), and a doubly robust
/// estimate (Dudík, Langford, Li 2011) with a reward model fitted on the lists of other people and weights cut at
/// <see cref="MostWeight"/>, beyond which the model alone decides (Wang, Agarwal, Dudík 2017). Deterministic.
/// </summary>
/// <remarks>
/// Only what was served can be put in another order: what the draft would fetch from further down is unseen, and
/// <see cref="OffPolicyEstimate.Overlap"/> tells how much that is. The interval covers chance between people, also in
/// how looks fall off; it does not cover that looks may depend on more than the place.
/// </remarks>
public sealed record OffPolicyEstimator
{
    private const int Folds = 3;

    // The step by which derivatives are taken, in the logarithm of the examination.
    private const double Nudge = 0.02;

    /// <summary>Confidence of the intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Weight from which on the doubly robust estimate trusts its model, above 1.</summary>
    public double MostWeight { get; init; } = 10;

    /// <summary>Examination below this counts as this, above 0 to 1.</summary>
    public double LeastExamination { get; init; } = 0.02;

    /// <summary>
    /// By how much what the draft would show and nobody was served may be better or worse than the rest, as a share of the rate, at least 0: the
    /// intervals are as much wider as that can matter (a bound on what cannot be identified; Manski 1990).
    /// </summary>
    public double UnseenSpread { get; init; } = 0.5;

    /// <summary>Fewest lists.</summary>
    public int LeastRequests { get; init; } = 100;

    /// <summary>Fewest people, at least 2.</summary>
    public int LeastPeople { get; init; } = 30;

    /// <summary>Fewest openings or likes.</summary>
    public int LeastEvents { get; init; } = 50;

    /// <summary>Smallest overlap, 0..1.</summary>
    public double LeastOverlap { get; init; } = 0.9;

    /// <summary>Smallest effective number of places.</summary>
    public double LeastEffectivePlaces { get; init; } = 500;

    /// <summary>Estimates, or says why not; null for a log without any place.</summary>
    /// <param name="log">The served lists, each place with one feature per weight.</param>
    /// <param name="overlap">Share of the draft's places whose items the present ranking shows, 0..1, measured by whoever can rank (<see cref="ListCover"/>).</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">A list's weights and features differ in number, or a propensity is not above 0 to 1.</exception>
    public OffPolicyEstimate? Estimate(IReadOnlyList<LoggedRequest> log, double overlap, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        LoggedRequest[] requests = [.. log.Where(request => request.Places.Count > 0)];
        Check(requests);
        if (requests.Length == 0)
        {
            return null;
        }

        var (examination, influences) = ExaminationModel.EstimateWithInfluences(
            [.. requests.Select(request => new LoggedList(default, [.. request.Places.Select(place => new LoggedPlace(place.Position, place.Features, place.Clicked || place.Liked ? 1 : 0))]))],
            cancellationToken);
        progress?.Report(0.4);
        Weighing weighing = new(requests, examination, LeastExamination);
        var refusal = RefusalOf(requests.Length, weighing, overlap);
        DraftRates[] rates = [new(requests, place => place.Clicked, MostWeight), new(requests, place => place.Liked, MostWeight)];
        Interval[] intervals = refusal is null ? Intervals(requests, rates, weighing, examination, influences, progress, cancellationToken) : [];
        progress?.Report(1);
        return new OffPolicyEstimate
        {
            Requests = requests.Length,
            People = weighing.People,
            Places = weighing.PlaceCount,
            Moved = weighing.Moved,
            EffectivePlaces = weighing.EffectivePlaces,
            Overlap = overlap,
            Examination = examination,
            Clicks = Tell(rates[0], weighing, intervals.ElementAtOrDefault(0), overlap, refusal),
            Likes = Tell(rates[1], weighing, intervals.ElementAtOrDefault(1), overlap, refusal),
        };
    }

    private static void Check(LoggedRequest[] requests)
    {
        foreach (var request in requests)
        {
            if (request.Present.Length != request.Draft.Length
                || request.Places.FirstOrDefault(place => place.Features.Length != request.Present.Length || place.Propensity is not (> 0 and <= 1) || place.Position < 0) is not null)
            {
                throw new ArgumentException($"A list of {request.Person} has {request.Present.Length} present and {request.Draft.Length} draft weights; each place needs as many features, a position from 0 and a propensity above 0 to 1.", nameof(requests));
            }
        }
    }

    private OffPolicyRefusal? RefusalOf(int requests, Weighing weighing, double overlap) =>
        requests < LeastRequests ? new OffPolicyRefusal(OffPolicyObstacle.Requests, requests, LeastRequests)
        : weighing.People < Math.Max(2, LeastPeople) ? new OffPolicyRefusal(OffPolicyObstacle.People, weighing.People, LeastPeople)
        : overlap < LeastOverlap ? new OffPolicyRefusal(OffPolicyObstacle.Overlap, overlap, LeastOverlap)
        : weighing.EffectivePlaces < LeastEffectivePlaces ? new OffPolicyRefusal(OffPolicyObstacle.EffectiveSize, weighing.EffectivePlaces, LeastEffectivePlaces)
        : null;

    // How looks fall off was estimated too: what each list moved there is carried over to the rates by how these depend on it.
    private Interval[] Intervals(
        LoggedRequest[] requests, DraftRates[] rates, Weighing weighing, ExaminationModel examination, double[][] influences, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        foreach (var rate in rates)
        {
            rate.Learn(weighing, Folds, cancellationToken);
        }

        progress?.Report(0.7);
        var plain = rates.Select(rate => (Weighted: rate.Weighted(weighing), Robust: rate.Robust(weighing))).ToArray();
        var more = rates.Select(_ => (Weighted: new double[requests.Length], Robust: new double[requests.Length])).ToArray();
        var last = requests.Max(request => request.Places[^1].Position);
        foreach (var (step, (from, _)) in examination.Steps.Index().Skip(1).Where(step => step.Item.From <= last))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Weighing moved = new(requests, examination.With(step, Math.Exp(Nudge)), LeastExamination);
            for (var i = 0; i < rates.Length; i++)
            {
                var (weighted, robust) = (requests.Length * (rates[i].Weighted(moved).Value - plain[i].Weighted.Value) / Nudge, requests.Length * (rates[i].Robust(moved).Value - plain[i].Robust.Value) / Nudge);
                for (var r = 0; r < requests.Length; r++)
                {
                    more[i].Weighted[r] += weighted * influences[r][step - 1];
                    more[i].Robust[r] += robust * influences[r][step - 1];
                }
            }
        }

        return [.. plain.Zip(more, (rate, error) => new Interval(rate.Weighted.With(error.Weighted), rate.Robust.With(error.Robust)))];
    }

    private RateEstimate Tell(DraftRates rate, Weighing weighing, Interval? interval, double overlap, OffPolicyRefusal? refusal)
    {
        var logged = rate.Logged(weighing);
        RateEstimate estimate = new()
        {
            Events = rate.Events,
            Logged = weighing.People > 1 ? Bounds(logged, least: 0) : new RateInterval(logged.Value, 0, 1),
            Refusal = refusal ?? (rate.Events < LeastEvents ? new OffPolicyRefusal(OffPolicyObstacle.Events, rate.Events, LeastEvents) : null),
        };
        if (interval is null || estimate.Refusal is not null)
        {
            return estimate;
        }

        var unseen = UnseenSpread * (1 - overlap) * Math.Max(0, interval.Robust.Value);
        return estimate with
        {
            Weighted = Bounds(interval.Weighted, least: 0, unseen),
            Robust = Bounds(interval.Robust, least: 0, unseen),
            Change = Bounds(interval.Robust.Minus(logged), least: -1, unseen),
        };

        RateInterval Bounds(ClusteredRate one, double least, double more = 0)
        {
            var (value, low, high) = one.Interval(weighing.PersonOf, weighing.People, Confidence);
            return new RateInterval(Math.Clamp(value, least, 1), Math.Clamp(low - more, least, 1), Math.Clamp(high + more, least, 1));
        }
    }

    private sealed record Interval(ClusteredRate Weighted, ClusteredRate Robust);
}
