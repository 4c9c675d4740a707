using Portal.Domain.Evaluation.Control;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Tests.Domain.Recommendation;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation.Control;

public sealed class ControlEvaluationTests
{
    private static readonly string[] Hard = ["never", "only", "limit", "hide", "pause", "thisIsFine", "explanation"];

    [Fact]
    public async Task Every_hard_control_reaches_its_target_in_every_case()
    {
        var report = await RunAsync(deaf: false);

        Assert.All(Hard, control =>
        {
            var row = report.Rows.Single(one => one.Control == control);
            Assert.True(row.Cases > 0, $"{control} was not tried");
            Assert.Equal(1, row.Reached);
        });
        Assert.True(report.Rows.Single(row => row.Control == "less") is { Cases: > 0 } less && less.After < less.Before);
    }

    // A portal that does not listen must not look well in the report.
    [Fact]
    public async Task A_control_that_does_nothing_is_found_out()
    {
        var report = await RunAsync(deaf: true);

        Assert.Equal(0, report.Rows.Single(row => row.Control == "never").Reached);
        Assert.True(report.Rows.Single(row => row.Control == "less").Reached < 1);
        Assert.Equal(1, report.Rows.Single(row => row.Control == "never").Tau);
    }

    [Fact]
    public async Task Report_WithUnknownNumbers_ComesBackFromItsJson()
    {
        var report = await RunAsync(deaf: false);

        var back = ControlReport.FromJson(report.ToJson());

        Assert.Equal(report with { Rows = [] }, back with { Rows = [] });
        Assert.Equal(report.Rows, back.Rows);
        Assert.Contains(report.Rows, row => double.IsNaN(row.Tau));
    }

    private static async Task<ControlReport> RunAsync(bool deaf)
    {
        RankingWorld world = new(11);
        ControlEvaluation evaluation = new(world.Snapshot, new Speaker(world, deaf), places: 12);
        return await evaluation.RunAsync([.. Enumerable.Range(0, 3).Select(i => world.Query() with { Seed = (ulong)i })], null, default);
    }

    // Says what the evaluation asks for in clauses, so that the test does not hang on the parser.
    private sealed class Speaker(RankingWorld world, bool deaf) : IControlSpeaker
    {
        public ValueTask<PersonProfile> SayAsync(PersonProfile person, string text, CancellationToken cancellationToken)
        {
            var (word, rest) = text.Split(' ', 2) switch { var parts => (parts[0], parts[1]) };
            Clause clause = new()
            {
                Start = 0,
                End = text.Length,
                Phrase = rest,
                Polarity = word switch { "never" or "no" => Polarity.Never, "less" => Polarity.Less, "more" => Polarity.More, _ => Polarity.Only },
                Subject = word == "under" ? new RangeSubject("minutes", null, 100)
                    : rest is "film" or "book" ? new KindSubject([rest])
                    : world.Snapshot.Catalogue.TryFindLabel(rest, out _) ? new LabelSubject([rest])
                    : new ConceptSubject(rest),
            };
            ParsedStatement parsed = new() { Version = ParsedStatement.CurrentVersion, Text = text, Wanted = word == "more" ? rest : "", Clauses = deaf ? [] : [clause] };
            return ValueTask.FromResult(person with { Statements = [.. person.Statements, new PersonStatement(new Guid(7, 7, 7, new byte[8]), parsed, null, EngineFixtures.Now)] });
        }
    }
}
