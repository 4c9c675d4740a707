using Portal.Domain.Evaluation.Metrics;

namespace Portal.Domain.Evaluation;

/// <summary>The lists of a group of cases, made in parallel.</summary>
/// <param name="Lists">One list per case, best first.</param>
/// <param name="Ranks">Ranks of the test items where the protocol samples candidates; else empty.</param>
internal sealed record RankedCases(int[][] Lists, SampledRank[] Ranks);

/// <summary>Ranks cases with any scorer, and turns the lists into measures. The result does not depend on the number of cores.</summary>
internal static class CaseJudge
{
    /// <summary>Suffix of measures over all targets, those included that the person had already mentioned and that can therefore not be hit.</summary>
    public const string AllTargets = "[all]";

    public static RankedCases Rank(
        RankingProtocol protocol, int itemCount, IReadOnlyList<EvaluationCase> cases, CaseScorer score, int k, Action? caseDone, CancellationToken cancellationToken)
    {
        var lists = new int[cases.Count][];
        var ranks = new SampledRank[protocol.Sampled ? cases.Count : 0];
        try
        {
            Parallel.For(0, cases.Count, new ParallelOptions { CancellationToken = cancellationToken }, () => new float[itemCount], (i, _, scores) =>
            {
                score(cases[i], scores);
                if (protocol.Sampled && cases[i].Relevant is [var target, ..])
                {
                    ranks[i] = SampledRank.Of(scores, cases[i].Candidates ?? throw new InvalidOperationException("A sampled protocol needs candidates in every case."), target);
                }

                lists[i] = CaseRanker.Rank(cases[i], scores, k);
                caseDone?.Invoke();
                return scores;
            }, _ => { });
        }
        catch (AggregateException error) when (error.InnerExceptions.Count >= 1)
        {
            // The first failure of a scorer says it all; the others are the same one on other cores.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return new RankedCases(lists, ranks);
    }

    /// <summary>All measures by name, and the number of cases (or targets) that the accuracy is the mean of.</summary>
    public static (Dictionary<string, double> Metrics, int Evaluated, int Skipped) Judge(
        EvaluationTask task, CaseGroup group, RankedCases ranked, ItemPopularity popularity, TagSpace? tags)
    {
        Dictionary<string, double> metrics = [];
        var evaluated = 0;
        if (task.Protocol.Sampled)
        {
            SampledMeans sampled = new(task.Cutoffs);
            for (var i = 0; i < group.Cases.Count; i++)
            {
                if (group.Cases[i].Relevant.Length > 0)
                {
                    sampled.Add(ranked.Ranks[i]);
                }
            }

            evaluated = sampled.Count;
            Put(sampled.Summarise());
        }
        else
        {
            foreach (var k in task.Cutoffs)
            {
                var (reachable, all) = Accuracy(task.Protocol, task.Data.ItemCount, group.Cases, ranked.Lists, k);
                evaluated = reachable.Count;
                Put(reachable.Summarise());
                Put(all.Count > reachable.Count ? all.Summarise().Select(one => KeyValuePair.Create(one.Key + AllTargets, one.Value)) : []);
            }
        }

        foreach (var k in task.Cutoffs)
        {
            ListStatistics statistics = new(k, popularity, tags);
            for (var i = 0; i < group.Cases.Count; i++)
            {
                statistics.Add(ranked.Lists[i], group.Cases[i].History, group.Cases[i].Excluded);
            }

            Put(statistics.Summarise());
        }

        return (metrics, evaluated, task.SkippedUsers + group.Cases.Count(one => one.Relevant.Length == 0));

        void Put(IEnumerable<KeyValuePair<string, double>> more)
        {
            foreach (var (name, value) in more)
            {
                metrics.Add(name, value);
            }
        }
    }

    /// <summary>Means over the cases with something relevant; where targets count, over those that can be hit and over all.</summary>
    public static (AccuracyMeans Reachable, AccuracyMeans All) Accuracy(
        RankingProtocol protocol, int itemCount, IReadOnlyList<EvaluationCase> cases, int[][] lists, int k)
    {
        AccuracyMeans reachable = new(k), all = new(k);
        for (var i = 0; i < cases.Count; i++)
        {
            var (one, candidates) = (cases[i], CaseRanker.CandidateCount(cases[i], itemCount));
            if (!protocol.PerTarget)
            {
                if (one.Relevant.Length > 0)
                {
                    reachable.Add(ListAccuracy.Of(lists[i], one.Relevant, candidates, k));
                }

                continue;
            }

            foreach (var target in one.Relevant)
            {
                var accuracy = ListAccuracy.Of(lists[i], [target], candidates, k);
                all.Add(accuracy);
                if (Array.BinarySearch(one.Excluded, target) < 0)
                {
                    reachable.Add(accuracy);
                }
            }
        }

        return (reachable, all);
    }
}
