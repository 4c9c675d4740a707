using System.Text.Json;
using Portal.Cli;
using Portal.Domain.Evaluation.Understanding;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Cli;

/// <summary>
/// How well statements are understood that nobody who works on the parser looks at: 200 by another author, in many voices, half of them on an
/// invented catalogue of albums, podcasts, recipes, courses, hikes and games. A number that falls is mended in general, never by these sentences.
/// </summary>
public sealed class HeldOutStatementTests : IDisposable
{
    private const double LeastPolarity = 0.90, LeastLink = 0.85, LeastConstraint = 0.80;

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-heldout-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Statements_in_other_voices_are_understood()
    {
        var own = await ScoresAsync("own", ["--items", Repository.Reference("language", "items.jsonl")]);
        var demo = await ScoresAsync("demo", []);

        Assert.True(own.Statements + demo.Statements >= 200);
        Assert.All(
            new[] { ("polarity", LeastPolarity), ("link", LeastLink), ("constraint", LeastConstraint) },
            floor => Assert.True(
                (own.Scores[floor.Item1] + demo.Scores[floor.Item1]).F1 >= floor.Item2,
                $"{floor.Item1}: F1 {(own.Scores[floor.Item1] + demo.Scores[floor.Item1]).F1:F3}, at least {floor.Item2} is needed."));
    }

    private async Task<(int Statements, Dictionary<string, ClauseCount> Scores)> ScoresAsync(string catalogue, string[] items)
    {
        var lines = File.ReadLines(Repository.Reference("language", "statements.jsonl"))
            .Where(line => JsonElement.Parse(line).GetProperty("catalogue").GetString() == catalogue).ToList();
        var file = Path.Combine(_folder, $"{catalogue}.jsonl");
        await File.WriteAllLinesAsync(file, lines);
        using StringWriter output = new(), error = new();

        var code = await CommandLine.RunAsync(["parse", .. items, "--statements", file, "--gold", "--json"], _ => throw new InvalidOperationException("Needs no portal."), output, error);

        Assert.True(code == ExitCode.Done, error.ToString());
        return (lines.Count, JsonElement.Parse(output.ToString()).EnumerateObject().Where(score => score.Value.TryGetProperty("right", out _)).ToDictionary(
            score => score.Name,
            score => new ClauseCount(score.Value.GetProperty("right").GetInt32(), score.Value.GetProperty("found").GetInt32(), score.Value.GetProperty("wanted").GetInt32())));
    }
}
