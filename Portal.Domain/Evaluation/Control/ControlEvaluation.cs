using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Evaluation.Control;

/// <summary>
/// Control efficacy: for each control that a person has, how far their list moves as intended, and what it does to the order of everything else.
/// The measure follows the audit of YouTube's controls (Mozilla 2022, "Does this button work?"): the share of unwanted items in what comes next.
/// </summary>
/// <param name="snapshot">The catalogue.</param>
/// <param name="speaker">Turns sentences into statements.</param>
/// <param name="places">Places of a list that are looked at: a page.</param>
public sealed class ControlEvaluation(EngineSnapshot snapshot, IControlSpeaker speaker, int places = 24)
{
    // Labels tried for each person, and the share of the page from which a label is worth less of.
    private const int LabelsEach = 3;
    private const double WorthLess = 0.12, RoomForMore = 0.3;
    private const double LessFalls = 0.6, MoreRises = 2;

    private readonly ControlTally _never = new("never", "share", "= 0");
    private readonly ControlTally _less = new("less", "share", "≤ 40 % of before");
    private readonly ControlTally _strength = new("strength", "share", "falls step by step");
    private readonly ControlTally _more = new("more", "share", "≥ 2 × before, or all there is");
    private readonly ControlTally _only = new("only", "share", "= 1");
    private readonly ControlTally _limit = new("limit", "share", "= 0 beyond it");
    private readonly ControlTally _concept = new("neverConcept", "share", "= 0");
    private readonly ControlTally _hide = new("hide", "listed", "= 0");
    private readonly ControlTally _pause = new("pause", "places", "list as before");
    private readonly ControlTally _adventure = new("adventure", "familiarity", "falls");
    private readonly ControlTally _familiar = new("familiar", "familiarity", "rises");
    private readonly ControlTally _fidelity = new("explanation", "place", "as the counterfactual says");
    private readonly ControlTally _fine = new("thisIsFine", "listed", "may come back");

    /// <summary>Tries every control on every person.</summary>
    /// <param name="people">What their lists are asked for.</param>
    /// <param name="progress">Told the number of people done; null for nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ControlReport> RunAsync(IReadOnlyList<FeedQuery> people, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < people.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ControlSubject subject = new(snapshot, people[i]);
            foreach (var (label, share) in subject.Labels(places).Where(entry => entry.Share >= WorthLess).Take(LabelsEach))
            {
                await NeverAsync(subject, label, share, cancellationToken).ConfigureAwait(false);
                await LessAsync(subject, label, share, cancellationToken).ConfigureAwait(false);
            }

            foreach (var (label, share) in subject.Labels(places).Where(entry => entry.Share <= RoomForMore && Left(subject, entry.Label) >= places / 2).Take(LabelsEach))
            {
                await MoreAsync(subject, label, share, cancellationToken).ConfigureAwait(false);
            }

            await OnlyAsync(subject, cancellationToken).ConfigureAwait(false);
            await LimitAsync(subject, cancellationToken).ConfigureAwait(false);
            await ConceptAsync(subject, cancellationToken).ConfigureAwait(false);
            Hide(subject);
            Slide(subject);
            Explain(subject);
            progress?.Report(i + 1);
        }

        var weights = people.Count > 0 ? people[0].Weights.Fingerprint : "";
        return new ControlReport(snapshot.Version, weights, snapshot.Catalogue.Count, people.Count, places, [.. Tallies().Select(tally => tally.Row())]);
    }

    private IEnumerable<ControlTally> Tallies() =>
        [_never, _concept, _limit, _only, _fine, _less, _strength, _more, _hide, _pause, _familiar, _adventure, _fidelity];

    private async Task NeverAsync(ControlSubject subject, string label, double before, CancellationToken cancellationToken)
    {
        bool Carries(Item item) => item.Labels.Contains(label);
        var person = await speaker.SayAsync(subject.Query.Person, $"never {label}", cancellationToken).ConfigureAwait(false);
        var list = subject.List(subject.Query with { Person = person });
        var after = subject.Share(list, list.Count, Carries);
        _never.Add(before, after, after == 0, subject.Tau(list, Carries));

        // Taken back, everything is as it was.
        var back = subject.List(subject.Query with { Person = subject.Query.Person with { Statements = [.. person.Statements.SkipLast(1)] } });
        _pause.Add(0, Moved(subject.Before, back), Moved(subject.Before, back) == 0);
        Fine(subject, person, label);
    }

    private void Fine(ControlSubject subject, PersonProfile person, string label)
    {
        if (person.Rules().Never is not [.., { Clause.Subject: var refused }] || subject.Before.FirstOrDefault(ranked => snapshot.Catalogue[ranked.Item].Labels.Contains(label)) is not { } shown)
        {
            return;
        }

        var exempt = person with { Exemptions = [.. person.Exemptions, new RuleExemption(refused.Key, snapshot.Catalogue[shown.Item].Id)] };
        var allowed = new ConstraintFilter(snapshot, exempt.Rules()).Allows(shown.Item);
        _fine.Add(0, allowed ? 1 : 0, allowed);
    }

    private async Task LessAsync(ControlSubject subject, string label, double before, CancellationToken cancellationToken)
    {
        bool Carries(Item item) => item.Labels.Contains(label);
        var person = await speaker.SayAsync(subject.Query.Person, $"less {label}", cancellationToken).ConfigureAwait(false);
        var list = subject.List(subject.Query with { Person = person });
        var after = subject.Share(list, places, Carries);
        _less.Add(before, after, after <= ((1 - LessFalls) * before) + 1e-9, subject.Tau(list, Carries));

        double[] steps = [.. new[] { 0.2, 0.5, 1 }.Select(strength => subject.Share(subject.List(subject.Query with { Person = WithStrength(person, strength) }), places, Carries))];
        _strength.Add(steps[0], steps[^1], steps[0] >= steps[1] && steps[1] >= steps[2] && steps[0] <= before + 1e-9);
    }

    private async Task MoreAsync(ControlSubject subject, string label, double before, CancellationToken cancellationToken)
    {
        bool Carries(Item item) => item.Labels.Contains(label);
        var person = await speaker.SayAsync(subject.Query.Person, $"more {label}", cancellationToken).ConfigureAwait(false);
        var list = subject.List(subject.Query with { Person = person });
        var after = subject.Share(list, places, Carries);
        _more.Add(before, after, after >= Math.Min(MoreRises * before, (double)Left(subject, label) / places) - 1e-9, subject.Tau(list, Carries));
    }

    private async Task OnlyAsync(ControlSubject subject, CancellationToken cancellationToken)
    {
        var kind = snapshot.Catalogue.Kinds[^1].Kind;
        var person = await speaker.SayAsync(subject.Query.Person, $"only {kind}", cancellationToken).ConfigureAwait(false);
        var list = subject.List(subject.Query with { Person = person });
        var after = subject.Share(list, list.Count, item => item.Kind == kind);
        _only.Add(subject.Share(subject.Before, places, item => item.Kind == kind), after, list.Count == 0 || after == 1);
    }

    private async Task LimitAsync(ControlSubject subject, CancellationToken cancellationToken)
    {
        bool Beyond(Item item) => item.Number("minutes") > 100;
        var person = await speaker.SayAsync(subject.Query.Person, "under 100 minutes", cancellationToken).ConfigureAwait(false);
        var list = subject.List(subject.Query with { Person = person });
        var after = subject.Share(list, list.Count, Beyond);
        _limit.Add(subject.Share(subject.Before, places, Beyond), after, after == 0, subject.Tau(list, Beyond));
    }

    // A word of an item's description that is no label: a free concept.
    private async Task ConceptAsync(ControlSubject subject, CancellationToken cancellationToken)
    {
        foreach (var ranked in subject.Before.Take(places))
        {
            var item = snapshot.Catalogue[ranked.Item];
            var word = Words.Of(item.Description).Where(word => word.Text.Length > 5).Select(word => word.Text)
                .FirstOrDefault(text => snapshot.Parser.Parse($"no {text}").Of(Polarity.Never).ToList() is [{ Subject: ConceptSubject }]);
            if (word is null)
            {
                continue;
            }

            var person = await speaker.SayAsync(subject.Query.Person, $"no {word}", cancellationToken).ConfigureAwait(false);
            if (person.Statements[^1].Parsed.Clauses is not [{ Subject: ConceptSubject }])
            {
                // With the encoder it is a label after all.
                continue;
            }

            bool Mentions(Item other) => Words.Of(other.Description).Any(one => one.Text == word);
            var list = subject.List(subject.Query with { Person = person });
            var after = subject.Share(list, list.Count, Mentions);
            _concept.Add(subject.Share(subject.Before, places, Mentions), after, after == 0);
            return;
        }
    }

    private void Hide(ControlSubject subject)
    {
        if (subject.Before is not [var first, ..])
        {
            return;
        }

        var list = subject.List(subject.Query with { Person = subject.Query.Person with { Withheld = new HashSet<ItemIndex>(subject.Query.Person.Withheld) { first.Item } } });
        var listed = list.Any(ranked => ranked.Item == first.Item);
        _hide.Add(1, listed ? 1 : 0, !listed);
    }

    private void Slide(ControlSubject subject)
    {
        var (familiar, before, adventurous) = (Familiarity(-1), Familiarity(0), Familiarity(1));
        if (!double.IsNaN(before))
        {
            _familiar.Add(before, familiar, familiar >= before);
            _adventure.Add(before, adventurous, adventurous <= before);
        }

        double Familiarity(double adventure) => subject.List(subject.Query with { Weights = subject.Query.Weights.Towards(adventure) }).Take(places)
            .Select(ranked => (double)snapshot.Popularity.FamiliarityOf(ranked.Item)).DefaultIfEmpty(double.NaN).Average();
    }

    // What the panel says an item's place would be, against the list that really comes without it.
    private void Explain(ControlSubject subject)
    {
        foreach (var ranked in subject.Before.Take(places).Where((_, place) => place % 4 == 0))
        {
            if (ranked.TopReason?.Evidence is not StatementEvidence evidence)
            {
                continue;
            }

            var told = Recommender.Counterfactual(snapshot, subject.Query, ranked.Item, new Omission.OfStatement(evidence.StatementId), ControlSubject.Depth);
            var without = subject.Query.Person with { Statements = [.. subject.Query.Person.Statements.Where(statement => statement.Id != evidence.StatementId)] };
            var list = subject.List(subject.Query with { Person = without });
            var place = list.Select((one, i) => (one.Item, Place: (int?)(i + 1))).FirstOrDefault(one => one.Item == ranked.Item).Place;
            _fidelity.Add(told ?? double.NaN, place ?? double.NaN, told == place);
        }
    }

    // Items with a label that the person's rules and history leave.
    private int Left(ControlSubject subject, string label)
    {
        ConstraintFilter filter = new(snapshot, subject.Query.Person.Rules());
        return !snapshot.Catalogue.TryFindLabel(label, out var number) ? 0
            : snapshot.Catalogue.ItemsWith(number).ToArray().Count(i => filter.Allows(new ItemIndex(i)) && !subject.Query.Person.Withheld.Contains(new ItemIndex(i)));
    }

    private static PersonProfile WithStrength(PersonProfile person, double strength)
    {
        var last = person.Statements[^1];
        Clause[] clauses = [.. last.Parsed.Clauses.Select(clause => clause with { Setting = (clause.Setting ?? new ClauseSetting()) with { Strength = strength } })];
        return person with { Statements = [.. person.Statements.SkipLast(1), last with { Parsed = last.Parsed with { Clauses = clauses } }] };
    }

    private static int Moved(IReadOnlyList<RankedItem> before, IReadOnlyList<RankedItem> after) =>
        before.Zip(after).Count(pair => pair.First.Item != pair.Second.Item) + Math.Abs(before.Count - after.Count);
}
