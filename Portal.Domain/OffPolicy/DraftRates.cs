namespace Portal.Domain.OffPolicy;

/// <summary>One rate of a log, as logged and as expected of the draft in two ways.</summary>
/// <param name="requests">The log.</param>
/// <param name="happened">What is counted.</param>
/// <param name="mostWeight">Where the doubly robust estimate cuts weights.</param>
internal sealed class DraftRates(LoggedRequest[] requests, Func<ServedPlace, bool> happened, double mostWeight)
{
    private double[][] _expected = [];

    /// <summary>How often it happened.</summary>
    public int Events { get; } = requests.Sum(request => request.Places.Count(happened));

    /// <summary>Learns what to expect of a place that is looked at, of each person from the others.</summary>
    public void Learn(Weighing weighing, int folds, CancellationToken cancellationToken)
    {
        var signals = requests[0].Present.Length;
        var rows = requests.Select((request, r) => request.Places.Select((place, k) => new RewardRow(place.Features, weighing.LookOf(r, k), happened(place))).ToArray()).ToArray();
        var whole = RewardModel.Fit([.. rows.SelectMany(row => row)], signals, like: null, cancellationToken);
        RewardModel[] models = [.. Enumerable.Range(0, folds).Select(fold =>
            RewardModel.Fit([.. rows.Where((_, r) => weighing.PersonOf[r] % folds != fold).SelectMany(row => row)], signals, whole, cancellationToken))];
        _expected = [.. requests.Select((request, r) => request.Places.Select(place => models[weighing.PersonOf[r] % folds].Of(place.Features)).ToArray())];
    }

    /// <summary>As logged.</summary>
    public ClusteredRate Logged(Weighing weighing) =>
        ClusteredRate.Of(weighing.Sum((r, k) => happened(requests[r].Places[k]) ? 1 : 0), weighing.Ones, weighing.Ones, weighing.Places);

    /// <summary>Under the draft, by self-normalised weights: what would be looked at adds up to what is.</summary>
    public ClusteredRate Weighted(Weighing weighing) => ClusteredRate.Of(
        weighing.Sum((r, k) => happened(requests[r].Places[k]) ? weighing.WeightOf(r, k) : 0),
        weighing.Mass,
        weighing.Sum((r, k) => weighing.WeightOf(r, k) * weighing.LookOf(r, k)),
        weighing.Places);

    /// <summary>
    /// Under the draft, doubly robust: the model's expectation of the draft's order, plus what really happened beyond the model's expectation of
    /// the logged order, weighed. Of a drawn item the lists on which it was not drawn say nothing, so there the model has no part.
    /// </summary>
    public ClusteredRate Robust(Weighing weighing) => ClusteredRate.Of(
        weighing.Sum((r, k) =>
        {
            var place = requests[r].Places[k];
            var (weight, came) = (Math.Min(mostWeight, weighing.WeightOf(r, k)), happened(place) ? 1 : 0);
            return place.IsExploration
                ? weight * came
                : (weighing.NextOf(r, k) * _expected[r][k]) + (weight * (came - (weighing.LookOf(r, k) * _expected[r][k])));
        }),
        weighing.Mass,
        weighing.Sum((r, k) => requests[r].Places[k].IsExploration ? Math.Min(mostWeight, weighing.WeightOf(r, k)) * weighing.LookOf(r, k) : weighing.NextOf(r, k)),
        weighing.Places);
}
