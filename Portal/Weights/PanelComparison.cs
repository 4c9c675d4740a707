using Portal.Domain.Catalogue;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>Compares the lists of a panel, by the measures of the evaluation.</summary>
internal static class PanelComparison
{
    /// <summary>From this share on, one part of the score decides nearly alone.</summary>
    public const double Dominant = 0.6;

    /// <summary>From this growth on, lists lean more to what many like.</summary>
    public const double MorePopular = 1.25;

    /// <summary>Compares.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="members">The panel.</param>
    /// <param name="live">Their lists as they are, in the order of the panel.</param>
    /// <param name="draft">Their lists under the draft.</param>
    /// <param name="readers">How many people like anything.</param>
    /// <param name="places">How many places are compared, at least 1.</param>
    public static PanelResult Of(EngineSnapshot snapshot, IReadOnlyList<PanelMember> members, IReadOnlyList<TriedList> live, IReadOnlyList<TriedList> draft, int readers, int places)
    {
        List<PersonPreview> people = [];
        foreach (var (member, before, after) in members.Zip(live, draft))
        {
            var (first, second) = (Entries(snapshot, before, places), Entries(snapshot, after, places));
            ItemIndex[] was = [.. first.Select(entry => entry.Item)], becomes = [.. second.Select(entry => entry.Item)];
            people.Add(new PersonPreview(member, Beside(first, second), Beside(second, first), ListOverlap.At(was, becomes, places), KendallTau.Of(was, becomes)));
        }

        var space = CatalogueMeasures.Of(snapshot);
        var (measuredLive, measuredDraft) = (Measure(space, live, readers, places), Measure(space, draft, readers, places));
        return new PanelResult(
            places, people, Mean(people.Select(person => person.Overlap)), Mean(people.Select(person => person.Tau)), measuredLive, measuredDraft,
            Warnings(people, live, draft, measuredLive, measuredDraft, places));
    }

    private static List<PanelWarning> Warnings(List<PersonPreview> people, IReadOnlyList<TriedList> live, IReadOnlyList<TriedList> draft, PanelMeasures before, PanelMeasures after, int places)
    {
        List<PanelWarning> warnings = [];
        for (var i = 0; i < people.Count; i++)
        {
            var (name, was, becomes) = (people[i].Member.Name, people[i].Live.Count, people[i].Draft.Count);
            if (becomes < was)
            {
                warnings.Add(new PanelWarning(becomes == 0 ? PanelWarningKind.Empty : PanelWarningKind.Shorter, name, was, becomes));
            }

            if (draft[i].Violations > 0)
            {
                warnings.Add(new PanelWarning(PanelWarningKind.Violation, name, live[i].Violations, draft[i].Violations));
            }
        }

        if (SignalShares.Of(draft.SelectMany(list => list.Ranked.Take(places))) is [var (signal, share), ..] && share > Dominant)
        {
            var was = SignalShares.Of(live.SelectMany(list => list.Ranked.Take(places))).FirstOrDefault(part => part.Signal == signal).Share;
            warnings.Add(new PanelWarning(PanelWarningKind.Dominates, signal, was, share));
        }

        if (after.Popularity > before.Popularity * MorePopular)
        {
            warnings.Add(new PanelWarning(PanelWarningKind.Popular, "", before.Popularity, after.Popularity));
        }

        return warnings;
    }

    private static PanelMeasures Measure(CatalogueMeasures space, IReadOnlyList<TriedList> lists, int readers, int places)
    {
        ListStatistics statistics = new(places, space.Popularity(readers), space.Labels);
        foreach (var list in lists)
        {
            statistics.Add([.. list.Ranked.Select(entry => entry.Item.Value)], [], []);
        }

        var all = statistics.Summarise().ToDictionary();
        return new PanelMeasures(
            At("ild"), At("novelty"), At("aplt"), At("arp"), (int)all.GetValueOrDefault(MetricName.At("coverage", places)),
            lists.Sum(list => list.Violations), lists.Count == 0 ? double.NaN : lists.Average(list => list.Milliseconds));

        double At(string name) => all.GetValueOrDefault(MetricName.At(name, places), double.NaN);
    }

    private static List<PreviewEntry> Entries(EngineSnapshot snapshot, TriedList list, int places) =>
    [
        .. list.Ranked.Take(places).Select((ranked, place) => snapshot.Catalogue[ranked.Item] is var item
            ? new PreviewEntry(ranked.Item, item.Id, item.Title, item.Kind, place + 1, ranked.IsExploration ? RankingSignals.Exploration : ranked.TopReason?.Signal)
            : null!),
    ];

    private static List<PreviewEntry> Beside(List<PreviewEntry> list, List<PreviewEntry> other)
    {
        var places = other.ToDictionary(entry => entry.Item);
        return [.. list.Select(entry => places.TryGetValue(entry.Item, out var found) ? entry with { Other = found.Place, OtherReason = found.Reason } : entry)];
    }

    private static double Mean(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
