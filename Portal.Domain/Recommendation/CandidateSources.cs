using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Signals;

namespace Portal.Domain.Recommendation;

/// <summary>The sources in force. Each brings its best items; the union is ranked.</summary>
public static class CandidateSources
{
    /// <summary>All sources.</summary>
    public static IReadOnlyList<ICandidateSource> All { get; } =
    [
        new SignalSource(new MoodSignal()),
        new SignalSource(new StatementSignal()),
        new SignalSource(new TasteSignal()),
        new SignalSource(new PopularitySignal()),
        new SignalSource(new FreshnessSignal()),
    ];

    // What a signal scores highest over the whole catalogue: with catalogues up to some ten thousand items a scan costs
    // less than an index would.
    private sealed class SignalSource(ISignal signal) : ICandidateSource
    {
        public string Key => signal.Key;

        public void Score(RankingContext context, Span<float> scores)
        {
            var all = new ItemIndex[scores.Length];
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new ItemIndex(i);
            }

            signal.Score(context, all, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                if (!(scores[i] > 0))
                {
                    scores[i] = float.NaN;
                }
            }
        }
    }
}
