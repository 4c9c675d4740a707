using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Portal.Cli;

namespace Portal.Tests.Features.Cli;

public sealed class CommandLineTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private string[]? _settings;

    [Theory]
    [InlineData()]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("seed")]
    public async Task Settings_AnyVerb_ReachThePortal(params string[] verb)
    {
        var code = await RunAsync([.. verb, "--Portal:DataFolder=/srv/portal", "--urls", "http://*:81", "--environment=Staging"]);

        Assert.Equal(1, code);
        Assert.Equal(["--Portal:DataFolder=/srv/portal", "--urls=http://*:81", "--environment=Staging"], _settings![^3..]);
        Assert.Equal($"stopped by the test{Environment.NewLine}", _error.ToString());
    }

    [Theory]
    [InlineData("--environment", "Staging", "--contentRoot=/app")]
    [InlineData("--CONTENTROOT=/app")]
    [InlineData("--Logging=", "--Logging:LogLevel:Default=Debug")]
    public async Task Settings_AsATestHostPassesThem_AreUnderstood(params string[] args)
    {
        await RunAsync(args);

        Assert.Contains(args[^1], _settings!);
    }

    [Theory]
    [InlineData("There is no option '--verbos'; did you mean '--verbose'? --help lists what there is.", "--verbos")]
    [InlineData("There is no option '--url'; did you mean '--urls'? --help lists what there is.", "serve", "--url=http://x")]
    [InlineData("There is no option '--quantum'. --help lists what there is.", "seed", "--quantum", "5")]
    [InlineData("There is no command 'migrat'; did you mean 'migrate'? --help lists what there is.", "migrat")]
    [InlineData("There is no command 'dance'. --help lists what there is.", "dance")]
    [InlineData("The word 'twice' is not expected here. --help lists what there is.", "seed", "twice")]
    [InlineData("The option '--urls' has no value; write --urls=VALUE. --help lists what there is.", "serve", "--urls")]
    [InlineData("'--Portal:DataFolder' is not a setting; write --Section:Key=VALUE, e.g. --Portal:DataFolder=/srv/portal. --help lists what there is.", "--Portal:DataFolder", "/srv")]
    [InlineData("There is no option '--Portal'. --help lists what there is.", "--Portal=")]
    public async Task Unknown_words_end_with_one_sentence_and_code_2(string sentence, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Equal(sentence + Environment.NewLine, _error.ToString());
        Assert.Null(_settings);
    }

    [Fact]
    public async Task Help_lists_every_verb_and_starts_nothing()
    {
        Assert.Equal(0, await RunAsync("--help"));

        Assert.All(["serve", "migrate", "seed", "--verbose", "--urls", "--Section:Key=VALUE"], word => Assert.Contains(word, _output.ToString(), StringComparison.Ordinal));
        Assert.Null(_settings);
    }

    [Fact]
    public async Task Failure_without_words_of_ours_names_its_kind_and_where_to_look()
    {
        var code = await RunAsync(_ => throw new FileNotFoundException("no such thing"), "serve");
        Assert.Equal((1, $"no such thing{Environment.NewLine}"), (code, _error.ToString()));

        await RunAsync(_ => throw new NotImplementedException("later"), "seed");
        Assert.Contains("Failed: later (NotImplementedException; --verbose shows where)", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--verbose", "migrate")]
    [InlineData("migrate", "--verbose")]
    public async Task Verbose_shows_where_it_failed(params string[] args)
    {
        await RunAsync(_ => throw new VerbException("no"), args);

        Assert.Contains("   at Portal.Cli.VerbHost", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerbException_CarriesItsExitCode()
    {
        Assert.Equal(2, await RunAsync(_ => throw new VerbException("no such person", ExitCode.BadArguments), "seed"));
    }

    [Theory]
    [InlineData("--applicationName=Portal")]
    [InlineData("--applicationName", "Portal, Version=1.0.0.0, Culture=neutral")]
    public async Task A_tool_that_runs_the_entry_point_gets_the_exception_itself(params string[] args)
    {
        await Assert.ThrowsAsync<HostAbortedException>(() => RunAsync(_ => throw new HostAbortedException(), args));
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("", "urls", 4)]
    [InlineData("serve", "srve", 1)]
    [InlineData("Verbose", "verbos", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsEdits(string from, string to, int edits)
    {
        Assert.Equal(edits, UnknownTokens.Distance(from, to));
    }

    private Task<int> RunAsync(params string[] args) => RunAsync(
        settings =>
        {
            _settings = settings;
            throw new VerbException("stopped by the test");
        },
        args);

    private Task<int> RunAsync(Func<string[], WebApplication> portal, params string[] args) =>
        CommandLine.RunAsync(args, settings => portal(settings), _output, _error);
}
