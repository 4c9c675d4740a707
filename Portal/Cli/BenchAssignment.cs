using System.CommandLine;
using System.Diagnostics;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Cli;

/// <summary>What it costs a request to assign somebody to experiments. Needs no portal.</summary>
internal sealed class BenchAssignment : IBenchmark
{
    private static readonly ExperimentDefinition Plain = new()
    {
        Key = "diversity",
        Seed = "diversity-2026",
        HashVersion = 2,
        Variations = ["off", "some", "much"],
        Weights = [0.5, 0.3, 0.2],
    };

    private static readonly ExperimentDefinition Targeted = Plain with
    {
        Condition = PlainValue.Parse("""{"country":{"$in":["DE","AT","CH"]},"age":{"$gte":18},"$or":[{"device":"phone"},{"version":{"$vgte":"2.1.0"}}]}"""),
    };

    public Command Create(PortalFactory portal)
    {
        Option<int> rounds = new("--rounds") { Description = "How many assignments of each kind, 1000 to 100000000.", DefaultValueFactory = _ => 2_000_000 };
        Command command = new("assignment", "Assignment to experiments: nanoseconds and bytes for one unit.") { rounds };
        command.SetAction((parse, token) => VerbHost.GuardAsync(parse, () =>
        {
            Measure(BenchFormat.Checked(parse, rounds, 1000, 100_000_000), parse.InvocationConfiguration.Output, token);
            return Task.CompletedTask;
        }, token));
        return command;
    }

    private static void Measure(int rounds, TextWriter output, CancellationToken token)
    {
        AssignmentContext[] people = [.. Enumerable.Range(0, 1000).Select(i => new AssignmentContext
        {
            Attributes = new Dictionary<string, PlainValue> { ["id"] = $"user-{i}", ["country"] = i % 2 == 0 ? "DE" : "FR", ["age"] = 10 + (i % 60), ["device"] = i % 3 == 0 ? "phone" : "desktop", ["version"] = "2.3.1" },
        })];
        ExperimentRule plain = new(Plain), targeted = new(Targeted);
        AssignmentContext[] remembered = [.. people.Select(person => person with { Sticky = new StickyBuckets([new("id", person.Attributes["id"].Text, "diversity", 0, "1")]) })];
        AssignmentContext[] withHoldout = [.. people.Select(person => person with { Holdouts = [new("holdout-2026", 0.05)] })];

        output.WriteLine($"{"",-24} {"ns",8} {"bytes",8}");
        Tell("one experiment", people, plain.Assign);
        Tell("with a condition", people, targeted.Assign);
        Tell("remembered", remembered, plain.Assign);
        Tell("with a holdout", withHoldout, plain.Assign);

        void Tell(string name, AssignmentContext[] units, Func<AssignmentContext, object> assign)
        {
            BenchFormat.WarmUp(round => assign(units[round % units.Length]), token);
            var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var round = 0; round < rounds; round++)
            {
                assign(units[round % units.Length]);
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            output.WriteLine(FormattableString.Invariant($"{name,-24} {elapsed.TotalNanoseconds / rounds,8:F0} {(GC.GetAllocatedBytesForCurrentThread() - bytes) / rounds,8}"));
        }
    }
}
