using Portal.Data.Entities;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Engine.Experiments;

/// <summary>
/// Decides what somebody is served under. Experiments on different settings combine; of those on one setting, a variant that was asked for goes before one that
/// is remembered, and that before one that is drawn, so that nobody is moved out of a running experiment; of equals the one that started first goes before.
/// </summary>
public sealed class Treatments(ExperimentDirectory directory, ExperimentPeople people, ExperimentMemory memory, TreatedStates states, TimeProvider time)
{
    /// <summary>How somebody is served.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="visit">What is known of their visit.</param>
    /// <param name="live">What ranks where no experiment does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<Treatment> OfAsync(string userId, ExperimentVisit visit, EngineState live, CancellationToken cancellationToken)
    {
        var running = await directory.GetAsync(cancellationToken);
        if (running.Experiments.Count == 0 && visit.Forced is null)
        {
            return Treatment.Live(live);
        }

        var person = running.AsksOfPeople || visit.Forced is not null ? await people.FindAsync(userId, cancellationToken) : null;
        Subject subject = new(userId, visit, person, AttributesOf(visit, person));
        var claims = await ClaimsAsync(subject, running, cancellationToken);
        return await TreatmentAsync(Settled(claims), live);
    }

    // What each experiment would do with the person: the running ones in the order of their starts, and one that is asked for.
    private async ValueTask<List<Claim>> ClaimsAsync(Subject subject, RunningExperiments running, CancellationToken cancellationToken)
    {
        List<Claim> claims = [];
        if (subject is { Person.IsStaff: true, Visit.Forced: { } asked }
            && await directory.FindAsync(asked.Experiment, cancellationToken) is { } shown && Ask(shown, asked.Variant, subject.Context(subject.UserId)) is { IsIn: true } answer)
        {
            claims.Add(new Claim(shown, answer));
        }

        var isHeldOut = running.Holdout?.Holds(subject.Context(subject.UserId)) == true;
        foreach (var experiment in running.Experiments)
        {
            if (!claims.Exists(claim => claim.Experiment.Id == experiment.Id) && await ClaimAsync(experiment, subject, running, isHeldOut, cancellationToken) is { IsIn: true } assignment)
            {
                claims.Add(new Claim(experiment, assignment));
            }
        }

        return claims;
    }

    private async ValueTask<ExperimentAssignment?> ClaimAsync(RunningExperiment experiment, Subject subject, RunningExperiments running, bool isHeldOut, CancellationToken cancellationToken)
    {
        var unit = subject.UnitOf(experiment.Unit);
        var context = subject.Context(unit);
        if (subject.Person is { } person && ForcedOf(experiment.Plan, person.UserName) is { } variant)
        {
            return Ask(experiment, variant, context);
        }

        if (isHeldOut)
        {
            return null;
        }

        if (unit is not null && running.Remembered.Contains(experiment.Id) && (await memory.FindAsync(running, experiment.Unit, unit, subject.UserId, cancellationToken)).TryGetValue(experiment.Id, out var kept))
        {
            context = context with { Sticky = new StickyBuckets([new StickyBucket(ExperimentAttributes.Id, unit, experiment.Key, 0, experiment.Rule.KeyOf(kept))]) };
        }

        return experiment.Rule.Assign(context);
    }

    private static ExperimentAssignment Ask(RunningExperiment experiment, int variant, AssignmentContext context) =>
        experiment.Rule.Assign(context with { ForcedVariants = new Dictionary<string, int>(StringComparer.Ordinal) { [experiment.Key] = variant } });

    // Greedily, because two that each exclude a third need not exclude each other.
    private static List<Claim> Settled(List<Claim> claims)
    {
        List<Claim> settled = [];
        foreach (var claim in claims.OrderBy(claim => claim.Rank))
        {
            if (settled.Count < VariantMarks.Most && !settled.Exists(other => other.Experiment.Clashes(claim.Experiment)))
            {
                settled.Add(claim);
            }
        }

        return settled;
    }

    private async ValueTask<Treatment> TreatmentAsync(List<Claim> settled, EngineState live)
    {
        if (settled.Count == 0)
        {
            return Treatment.Live(live);
        }

        var turns = settled.Find(claim => claim is { Experiment.Mode: ExperimentMode.Interleaving, Assignment.IsForced: false })?.Experiment;
        var first = await states.UnderAsync(live, ChangeOf(settled, turns, 0));
        var second = turns is null ? null : new InterleavedRanking(turns.Id, await states.UnderAsync(live, ChangeOf(settled, turns, 1)), 0, 1);
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (var (key, value) in settled.SelectMany(claim => claim.Served(turns, 0).Settings).Where(setting => !IsOfWeights(setting.Key)))
        {
            settings[key] = value;
        }

        return new Treatment(first, [.. settled.Select(claim => claim.Assigned(turns)).OrderBy(variant => variant.ExperimentId)], settings, second);
    }

    private static WeightChange ChangeOf(List<Claim> settled, RunningExperiment? turns, int turn) => new(
        settled.Select(claim => claim.Experiment.WeightsOf(claim.VariantOf(turns, turn))).FirstOrDefault(weights => weights is not null),
        [
            .. from number in settled.SelectMany(claim => claim.Served(turns, turn).WeightNumbers())
                orderby number.Number.Path
                select number,
        ]);

    private static bool IsOfWeights(string key) => ExperimentSettings.Clash(ExperimentSettings.Weights, key);

    private static int? ForcedOf(ExperimentPlan plan, string userName)
    {
        foreach (var (name, variant) in plan.Forced)
        {
            if (string.Equals(name, userName, StringComparison.OrdinalIgnoreCase))
            {
                return variant;
            }
        }

        return null;
    }

    private Dictionary<string, PlainValue> AttributesOf(ExperimentVisit visit, ExperimentPerson? person)
    {
        Dictionary<string, PlainValue> attributes = new(StringComparer.Ordinal);
        if (visit.Device is { } device)
        {
            attributes[ExperimentAttributes.Device] = device.ToString().ToLowerInvariant();
        }

        if (visit.Language is { } language)
        {
            attributes[ExperimentAttributes.Language] = language;
        }

        if (person is not null)
        {
            attributes[ExperimentAttributes.Roles] = PlainValue.ListOf([.. person.Roles.Select(role => (PlainValue)role.ToLowerInvariant())]);
            attributes[ExperimentAttributes.Simulated] = person.Simulated;
            attributes[ExperimentAttributes.Days] = Math.Floor((time.GetUtcNow().UtcDateTime - person.CreatedUtc).TotalDays);
        }

        return attributes;
    }

    private sealed record Subject(string UserId, ExperimentVisit Visit, ExperimentPerson? Person, IReadOnlyDictionary<string, PlainValue> Attributes)
    {
        public string? UnitOf(ExperimentUnitKind kind) => kind switch
        {
            ExperimentUnitKind.Visitor => Visit.Visitor,
            ExperimentUnitKind.Session => Visit.Session,
            _ => UserId,
        };

        public AssignmentContext Context(string? unit) => new()
        {
            Attributes = unit is null ? Attributes : new Dictionary<string, PlainValue>(Attributes, StringComparer.Ordinal) { [ExperimentAttributes.Id] = unit },
        };
    }

    private sealed record Claim(RunningExperiment Experiment, ExperimentAssignment Assignment)
    {
        public int Rank => Assignment.IsForced ? 0 : Assignment.IsSticky ? 1 : 2;

        // Of an experiment whose variants take turns, each list of a unit has both.
        public int VariantOf(RunningExperiment? turns, int turn) => ReferenceEquals(Experiment, turns) ? turn : Assignment.Variant;

        public ExperimentVariant Served(RunningExperiment? turns, int turn) => Experiment.Plan.Variants[VariantOf(turns, turn)];

        public AssignedVariant Assigned(RunningExperiment? turns) => new(
            Experiment.Id, Experiment.Name, Assignment.Variant,
            ReferenceEquals(Experiment, turns) ? string.Join(" / ", Experiment.Plan.Variants.Select(variant => variant.Name)) : Experiment.Plan.Variants[Assignment.Variant].Name,
            Assignment.IsForced);
    }
}
