using System.Text.Json;
using Portal.Cli;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Cli;

public sealed class EvaluateVerbTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Json_goes_to_the_output_and_nothing_else()
    {
        var (train, test) = (Write("train", "1 1\n1 2\n2 1\n3 3\n"), Write("test", "1 3\n2 3\n3 1\n"));

        var code = await RunAsync("evaluate", "holdout", "--train", train, "--test", test, "--k", "2,1", "--seed", "9", "--models", "popular,random", "--json");

        Assert.Equal((0, ""), (code, code == 0 ? "" : _error.ToString()));
        using var json = JsonDocument.Parse(_output.ToString());
        var root = json.RootElement;
        Assert.Equal(("holdout", 9), (root.GetProperty("protocol").GetString(), root.GetProperty("seed").GetInt32()));
        Assert.Equal("""{"users":3,"items":3,"train":4,"test":3}""", JsonSerializer.Serialize(root.GetProperty("data")));
        Assert.Equal(["popular", "random"], root.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("model").GetString()));
        Assert.Equal(1, root.GetProperty("results")[0].GetProperty("metrics").GetProperty("recall@2").GetDouble());
        Assert.True(root.GetProperty("results")[0].GetProperty("metrics").TryGetProperty("gini@1", out _));
    }

    [Fact]
    public async Task Table_shows_every_model_and_full_names()
    {
        Assert.Equal(0, await RunAsync("evaluate", "next", "--sequences", Write("s", "1 1\n1 2\n2 1\n2 3\n"), "--models", "popular"));

        Assert.All(["next: 2 people, 3 items, 2 training and 2 test interactions, seed 1", "ndcg@10", "coverage@10", "popular"], words => Assert.Contains(words, _output.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("random", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_protocol_runs_on_tiny_files()
    {
        var ratings = Write("r.csv", "userId,movieId,rating,timestamp\n" + string.Concat(Enumerable.Range(1, 6).SelectMany(user => Enumerable.Range(1, 6).Select(item => $"{user},{item},{(item + user) % 2 + 4},{item}\n"))));
        var items = Write("i.jsonl", string.Concat(Enumerable.Range(1, 6).Select(id => $$"""{"id": {{id}}, "title": "t{{id}}", "text": "words {{id}}", "tags": ["g{{id % 2}}"]}""" + "\n")));
        var users = Write("u.txt", "2\n5\n");
        string[][] commands =
        [
            ["loo", "--train", Write("a", "1\t1\t5\t1\n2\t2\t4\t1\n"), "--test", Write("b", "1\t2\t5\t2\n2\t1\t5\t2\n"), "--negatives", Write("c", "(1,2)\t3\t4\n(2,1)\t3\t4\n")],
            ["holdout", "--interactions", ratings, "--test", Write("d", "1,6\n2,6\n"), "--form", "pairs"],
            ["fold-in", "--ratings", ratings, "--heldout-users", users],
            ["cold-items", "--ratings", ratings, "--items", items, "--like", "4.5", "--cold-ids", Write("e", "1\n2\n")],
            ["cold-users", "--ratings", ratings, "--heldout-users", users, "--likes", "0,2"],
            ["text", "--queries", Write("q", """{"query": "words 3", "relevant": [3], "exclude": [1]}"""), "--items", items, "--ratings", ratings],
        ];

        foreach (var command in commands)
        {
            _output.GetStringBuilder().Clear();
            Assert.Equal(0, await RunAsync(["evaluate", .. command, "--models", "popular,random", "--json"]));
            using var json = JsonDocument.Parse(_output.ToString());
            Assert.Equal(command[0], json.RootElement.GetProperty("protocol").GetString());
            Assert.All(json.RootElement.GetProperty("results").EnumerateArray(), result => Assert.True(result.GetProperty("evaluated").GetInt32() > 0));
        }
    }

    [Fact]
    public async Task The_encoder_or_its_absence_is_told()
    {
        using var encoder = await EvaluateEncoder.LoadAsync(CancellationToken.None);

        Assert.StartsWith(encoder.Encoder is null ? "There is no text encoder: " : $"Text encoder: {encoder.Encoder.Info.Id}", Assert.Single(encoder.Notes), StringComparison.Ordinal);
        Assert.Empty(EvaluateEncoder.None.Notes);
    }

    [Fact]
    public async Task Cold_users_have_a_result_per_model_and_n()
    {
        var ratings = Write("r", "1,1\n1,2\n2,1\n2,2\n2,3\n");

        await RunAsync("evaluate", "cold-users", "--ratings", ratings, "--heldout-users", Write("u", "2\n"), "--likes", "0,2", "--models", "popular", "--json");

        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal([0, 2], json.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task A_malformed_line_ends_with_file_line_expectation_and_code_2()
    {
        var path = Write("bad.csv", "1,1,5\n1,2,good\n");

        Assert.Equal(2, await RunAsync("evaluate", "next", "--sequences", Write("bad.txt", "1 2\n3\n")));
        Assert.Contains("bad.txt, line 2: expected 'user item', found '3'.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await RunAsync("evaluate", "fold-in", "--ratings", path, "--heldout-users", path));
        Assert.Contains($"{path}, line 2: expected a number as rating, the third field, found '1,2,good'.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Theory]
    [InlineData("There is no model 'quantum'; known are random, popular", "next", "--sequences", "x", "--models", "quantum")]
    [InlineData("There is no file 'x'.", "next", "--sequences", "x")]
    [InlineData("--k is '0'; allowed are numbers from 1 to 10000, separated by commas.", "next", "--sequences", "x", "--k", "0")]
    [InlineData("--likes is '1,x'; allowed are numbers from 0 to 1000, separated by commas.", "cold-users", "--ratings", "x", "--heldout-users", "x", "--likes", "1,x")]
    [InlineData("Give either --train or --interactions.", "holdout", "--test", "x")]
    [InlineData("Text queries need the items: name the item file with --items.", "text", "--queries", "x")]
    [InlineData("There is no split 'S1'; known are S2, S4, S5, S6, S7.", "split", "S1", "--data", "x")]
    [InlineData("Option '--negatives' is required.", "loo", "--train", "x", "--test", "x")]
    public async Task Wrong_arguments_end_with_one_sentence_and_code_2(string sentence, params string[] args)
    {
        Assert.Equal(2, await RunAsync(["evaluate", .. args]));
        Assert.StartsWith(sentence, _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }

    // Whoever builds the portal for this verb fails: it must run without one.
    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, _ => throw new InvalidOperationException("evaluate must not build the portal"), _output, _error);
}
