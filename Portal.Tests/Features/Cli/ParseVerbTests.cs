using System.Text.Json;
using Portal.Cli;

namespace Portal.Tests.Features.Cli;

public sealed class ParseVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-parse-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_AnyFormOfLine_PrintsOneObjectEach()
    {
        var items = Write("items.jsonl", """{"item_id":7,"name":"Bog Songs","type":"Album","genre":"folk|ambient","artist":"Una Fen","runtime":41,"release_year":"1998-03-01","price":12.5}""");
        var statements = Write("statements.txt", "no folk, please", "\"only albums under 50 minutes\"", """{"id":"c","statement":"anything by Una Fen"}""");

        var (code, output, error) = await RunAsync("parse", "--items", items, "--statements", statements, "--json", "--encoder", "none");

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("3 statements", error, StringComparison.Ordinal);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["1", "2", "c"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal("never label folk", Clause(lines[0], 0));
        Assert.Equal("minutes 50", $"{lines[1].GetProperty("clauses")[0].GetProperty("attribute").GetString()} {lines[1].GetProperty("clauses")[0].GetProperty("most").GetDouble()}");
        Assert.Equal("more creator Una Fen", Clause(lines[2], 0));
    }

    [Fact]
    public async Task Gold_StatementsWithClauses_PrintsTheirScores()
    {
        var statements = Write("gold.jsonl", """{"text":"no horror","catalogue":"demo","clauses":[{"polarity":"never","about":"label","targets":["horror"]}]}""", """{"text":"less romance","catalogue":"demo","clauses":[{"polarity":"never","about":"label","targets":["romance"]}]}""");

        var (_, output, _) = await RunAsync("parse", "--statements", statements, "--gold", "--json", "--encoder", "none");

        var scores = JsonElement.Parse(output);
        Assert.Equal(1, scores.GetProperty("link").GetProperty("f1").GetDouble());
        Assert.Equal(0.5, scores.GetProperty("clause").GetProperty("f1").GetDouble());
        Assert.Equal(0.5, scores.GetProperty("polarity").GetProperty("f1").GetDouble());
        Assert.Equal(1.0 / 3, scores.GetProperty("polarity macro").GetProperty("f1").GetDouble(), 6);
    }

    [Theory]
    [InlineData("""{"kind":"film"}""", "line 1", "'title'")]
    [InlineData("no json", "line 1", "one JSON object")]
    [InlineData("""{"id":"a","tags":5}""", "line 1", "'tags'")]
    public async Task Items_WrongLine_IsNamedWithWhatIsExpected(string line, string where, string expected)
    {
        var (code, _, error) = await RunAsync("parse", "--items", Write("items.jsonl", line), "--statements", Write("s.txt", "no horror"), "--encoder", "none");

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains(where, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static string Clause(JsonElement line, int index)
    {
        var clause = line.GetProperty("clauses")[index];
        return $"{clause.GetProperty("polarity").GetString()} {clause.GetProperty("about").GetString()} {clause.GetProperty("targets")[0].GetString()}";
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.RunAsync(args, _ => throw new InvalidOperationException("The verb needs no portal."), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
