using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Cli;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Cli;

public sealed class ExperimentVerbTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task An_outsider_gets_the_numbers_of_a_reference()
    {
        // 500 of 3,407 against 560 of 3,461: lift .102525, interval −.019798…0.224849, p .100422, as gbstats has it.
        StringBuilder rows = new("unit,variant,exposed_at,bought\n");
        for (var i = 0; i < 3407 + 3461; i++)
        {
            var (arm, place, sold) = i < 3407 ? ("control", i, 500) : ("new", i - 3407, 560);
            rows.Append(CultureInfo.InvariantCulture, $"u{i},{arm},{1772438400 + (i * 90)},{(place < sold ? 1 : 0)}\n");
        }

        var report = await JsonAsync("--data", Write(rows.ToString()), "--metric", "bought");

        var effect = report.GetProperty("metrics")[0].GetProperty("arms")[0].GetProperty("effect");
        Assert.Equal(0.102525, effect.GetProperty("effect").GetDouble(), 6);
        Assert.Equal(-0.019798, effect.GetProperty("low").GetDouble(), 6);
        Assert.Equal(0.224849, effect.GetProperty("high").GetDouble(), 6);
        Assert.Equal(0.100422, effect.GetProperty("pValue").GetDouble(), 6);
        Assert.Equal("proportion", report.GetProperty("metrics")[0].GetProperty("metric").GetProperty("kind").GetString());
        Assert.Equal(["control", "new"], report.GetProperty("plan").GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task The_table_says_how_it_stands_and_what_each_metric_did()
    {
        Assert.Equal(0, await RunAsync("--data", Write(Rows(60)), "--metric", "spent:mean:increase", "--metric", "clicks:ratio:increase:secondary", "--metric", "wait:p50:decrease:guardrail", "--dimension", "device", "--planned", "400"));

        Assert.All(
            ["days left (rule: plan not reached, 60 against 400)", "60 units, planned 400, 0 more in several arms", "split: a 20 of 30.0 expected, b 40 of 30.0 expected", "spent", "secondary", "guardrail", "at every look", "device desk", "device phone", "Holm"],
            words => Assert.Contains(words, _output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shares_control_and_units_in_several_arms_are_as_the_file_and_the_options_have_them()
    {
        var report = await JsonAsync("--data", Write(Rows(61) + "u1,a,2026-03-03,1,1,1,2,5,desk\n"), "--metric", "spent:mean", "--ratio", "a=0.3,b=0.6,c=0.1", "--control", "b", "--winsorise", "0.9", "--no-cuped");

        Assert.Equal((60, 1), (report.GetProperty("units").GetInt32(), report.GetProperty("inSeveralArms").GetInt32()));
        Assert.Equal([21, 39, 0], report.GetProperty("sampleRatio").GetProperty("units").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal([0, 2], report.GetProperty("metrics")[0].GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("arm").GetInt32()));
        Assert.True(report.GetProperty("metrics")[0].GetProperty("limit").GetDouble() > 0);
        Assert.False(report.GetProperty("metrics")[0].GetProperty("arms")[0].GetProperty("effect").TryGetProperty("cuped", out _));
    }

    [Fact]
    public async Task What_units_did_before_is_used_where_the_file_has_it()
    {
        var report = await JsonAsync("--data", Write(Rows(90)), "--metric", "spent:mean", "--as-of", "2026-03-20");

        Assert.InRange(report.GetProperty("metrics")[0].GetProperty("arms")[0].GetProperty("effect").GetProperty("cuped").GetProperty("varianceSaved").GetDouble(), 0.2, 1);
    }

    [Theory]
    [InlineData("line 3: 'spent' is 'x'; give a number with a point", "u1,a,2026-03-02,1\nu2,b,2026-03-02,x")]
    [InlineData("line 3: 'exposed_at' is 'soon'; give a time such as", "u1,a,2026-03-02,1\nu2,b,soon,1")]
    [InlineData("line 2: 'exposed_at' is 1772438400000; give seconds since 1970, not milliseconds", "u1,a,1772438400000,1")]
    [InlineData("line 4: unit 'u1' has a second row; put its values into one", "u1,a,2026-03-02,1\nu2,b,2026-03-02,1\nu1,a,2026-03-02,1")]
    [InlineData("line 2: 'variant' is empty; fill it", "u1,,2026-03-02,1")]
    [InlineData("all units are in arm 'a'; give at least two arms", "u1,a,2026-03-02,1")]
    [InlineData("has no rows; give one per unit", "")]
    public async Task A_wrong_line_is_told_with_its_number_its_value_and_what_to_do(string words, string rows)
    {
        Assert.Equal(2, await RunAsync("--data", Write("unit,variant,exposed_at,spent\n" + rows), "--metric", "spent"));
        Assert.Contains(words, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Theory]
    [InlineData("has no column 'gone', it has unit, variant", "--metric", "gone")]
    [InlineData("has no column 'spent_denominator'", "--metric", "spent:ratio")]
    [InlineData("'spent' is 2; a proportion has 0 or 1", "--metric", "spent:proportion")]
    [InlineData("--metric is 'spent:sum'; write NAME[:proportion|mean|ratio|p95", "--metric", "spent:sum")]
    [InlineData("--metric is ':mean'; write NAME", "--metric", ":mean")]
    [InlineData("--ratio is 'a=half'; write each arm once", "--metric", "spent", "--ratio", "a=half")]
    [InlineData("--ratio is 'a=1'; give a share of the arm 'b', too", "--metric", "spent", "--ratio", "a=1")]
    [InlineData("The weights of the arms add up to 0.9", "--metric", "spent", "--ratio", "a=0.5,b=0.4")]
    [InlineData("--control is 'z'; the arms are a, b.", "--metric", "spent", "--control", "z")]
    [InlineData("--as-of is 'soon'; give a time", "--metric", "spent", "--as-of", "soon")]
    [InlineData("Alpha, Power and RatioAlpha are 2", "--metric", "spent", "--alpha", "2")]
    [InlineData("Two metrics are called 'spent'", "--metric", "spent", "--metric", "spent")]
    public async Task Wrong_arguments_end_with_one_sentence_and_code_2(string words, params string[] args)
    {
        Assert.Equal(2, await RunAsync(["--data", Write("unit,variant,exposed_at,spent\nu1,a,2026-03-02,2\nu2,b,2026-03-02,3\n"), .. args]));
        Assert.Contains(words, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        Assert.Equal(2, await RunAsync("--data", "nowhere.csv", "--metric", "spent"));
        Assert.Equal($"There is no file 'nowhere.csv'.{Environment.NewLine}", _error.ToString());
    }

    public void Dispose() => _folder.Dispose();

    // One of three in arm a; the second unit's name needs quotes.
    private static string Rows(int units)
    {
        StringBuilder rows = new("unit,variant,exposed_at,spent,pre_spent,clicks,clicks_denominator,wait,device\n");
        for (var i = 0; i < units; i++)
        {
            var unit = i == 2 ? "\"u, 2\"" : $"u{i}";
            rows.Append(CultureInfo.InvariantCulture, $"{unit},{(i % 3 == 0 ? "a" : "b")},2026-03-{2 + (i % 9):00}T0{i % 10}:00:00Z,{(i % 7) + (i % 2)}.5,{i % 7},{i % 4},{4 + (i % 2)},{i * 37 % 101},{(i % 2 == 0 ? "desk" : "phone")}\n");
        }

        return rows.ToString();
    }

    private string Write(string text)
    {
        var path = _folder.File("units.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<JsonElement> JsonAsync(params string[] args)
    {
        var code = await RunAsync([.. args, "--json"]);
        Assert.Equal((0, ""), (code, _error.ToString()));
        return JsonElement.Parse(_output.ToString());
    }

    // Whoever builds the portal for this verb fails: it must run without one.
    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(["experiment", "analyse", .. args], _ => throw new InvalidOperationException("the portal is not needed"), _output, _error);
}
