using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Engine;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine;

public sealed class ChatHostTests : PageScene
{
    private const string Answer = """{"clauses":[{"start":0,"end":0,"phrase":"gory","polarity":"Less","strength":0.4,"subject":{"type":"label","labels":["gore"]},"except":[],"scope":null}]}""";

    private readonly StubChatEndpoint _stub = new();
    private int _clients;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        await AddItemsAsync(Film("sea", title: "Lighthouse", tags: ["gore"]), Film("hill"));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_sent_and_no_client_is_made()
    {
        Configure("");

        await SayAsync("nothing too gory");
        var description = await Services.GetRequiredService<DescriptionService>().DescribeAsync(await ItemAsync(), ["You liked it"], default);

        Assert.Equal((0, null, null), (_clients, description, Services.GetRequiredService<ChatHost>().Host));
        Assert.False((await Statements.ListAsync(Me, default)).Single().Parsed.ByEndpoint);
        Assert.Empty(Render<ChatNotice>().Markup.Trim());
    }

    [Fact]
    public async Task A_statement_is_sent_when_it_is_saved_and_not_before()
    {
        Configure("https://chat.example:8443");
        _stub.Say(Answer);

        await Services.GetRequiredService<StatementReader>().ReadAsync("nothing too gory", null, await Services.GetRequiredService<EngineService>().GetAsync(default), default);
        Assert.Empty(_stub.Requests);
        await SayAsync("nothing too gory");

        Assert.Single(_stub.Requests);
        var parsed = (await Statements.ListAsync(Me, default)).Single().Parsed;
        Assert.Equal((true, "Less/label:gore", 0.4), (parsed.ByEndpoint, parsed.Clauses.Single().Key, parsed.Clauses.Single().Strength));
        Assert.Contains("chat.example:8443", Render<ChatNotice>().Find("p").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("invents")]
    [InlineData("babbles")]
    public async Task Whatever_goes_wrong_there_the_statement_is_saved_as_the_portal_reads_it(string how)
    {
        Configure("https://chat.example");
        _ = how switch
        {
            "fails" => _stub.Reply(HttpStatusCode.BadRequest),
            "invents" => _stub.Say(Answer.Replace("gore", "made up", StringComparison.Ordinal)),
            _ => _stub.Say("Sure! Here is your JSON:"),
        };

        await SayAsync("no gore");

        var parsed = (await Statements.ListAsync(Me, default)).Single().Parsed;
        Assert.Equal((false, "Never/label:gore"), (parsed.ByEndpoint, parsed.Clauses.Single().Key));
    }

    [Fact]
    public async Task An_endpoint_that_hangs_is_given_up()
    {
        Configure("https://chat.example");
        _stub.Hangs = true;

        var saving = SayAsync("no gore");
        await PassTimeAsync(TimeSpan.FromSeconds(2), () => Assert.True(saving.IsCompleted));
        await saving;

        Assert.False((await Statements.ListAsync(Me, default)).Single().Parsed.ByEndpoint);
    }

    [Fact]
    public async Task A_description_is_shown_as_generated_and_asked_for_once()
    {
        Configure("https://chat.example");
        _stub.Say("""{"description":"Lighthouse is a drama. You liked The hill."}""");

        var shown = await DescribedAsync();
        shown.WaitForAssertion(() => Assert.Equal("Lighthouse is a drama. You liked The hill.", shown.Find(".generated__text").TextContent));
        Assert.Equal("Generated", shown.Find(".badge").TextContent.Trim());
        var again = await DescribedAsync();
        again.WaitForElement(".generated");

        Assert.Single(_stub.Requests);
    }

    [Theory]
    [InlineData("""{"description":"Lighthouse stars Meryl Streep."}""")]
    [InlineData("nonsense")]
    public async Task What_says_more_than_the_evidence_is_not_shown(string answer)
    {
        Configure("https://chat.example");
        _stub.Say(answer);

        var shown = await DescribedAsync();

        shown.WaitForAssertion(() => Assert.Single(_stub.Requests));
        Assert.Equal("Because you liked The hill", shown.Find(".generated__text").TextContent);
        Assert.Empty(shown.FindAll(".badge"));
    }

    [Theory]
    [InlineData("", "", "", 8, null)]
    [InlineData("https://chat.example", "small", "", 60, null)]
    [InlineData("https://chat.example", "small", "", 61, "Chat:TimeoutSeconds is 61; allowed are 1 to 60.")]
    [InlineData("https://chat.example", "", "", 8, "Chat:Model is empty; name the endpoint's model.")]
    [InlineData("ftp://chat.example", "small", "", 8, "Chat:Endpoint is not an http or https address; the form is https://host.example.")]
    [InlineData("https://me:pw@chat.example", "small", "", 8, "Chat:Endpoint may hold neither a user name nor a query; put the key into Chat:ApiKey.")]
    [InlineData("https://chat.example", "small", "two words", 8, "Chat:ApiKey has a space, line end or other character that no key has; paste it again.")]
    [InlineData("", "small", "", 8, "Chat:Endpoint is empty, but Chat:Model is set; name the endpoint, or neither.")]
    public void Settings_are_checked_at_start(string endpoint, string model, string key, int seconds, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], new ChatOptionsValidator().Validate(null, new ChatOptions { Endpoint = endpoint, Model = model, ApiKey = key, TimeoutSeconds = seconds }).Failures ?? []);

    private void Configure(string endpoint) => Services.AddSingleton(new ChatHost(
        Options.Create(new ChatOptions { Endpoint = endpoint, Model = "small", ApiKey = "sk-1" }),
        () =>
        {
            _clients++;
            return new HttpClient(_stub, disposeHandler: false);
        },
        Clock,
        NullLogger<ChatHost>.Instance));

    private async Task<ItemCard> ItemAsync() => (await Items.GetAsync(Me, "sea", default))!.Item;

    private async Task<IRenderedComponent<GeneratedDescription>> DescribedAsync()
    {
        var item = await ItemAsync();
        return Render<GeneratedDescription>(parameters => parameters
            .Add(one => one.Item, item)
            .Add(one => one.Reasons, ["Because you liked The hill"])
            .Add(one => one.Template, "Because you liked The hill"));
    }
}
