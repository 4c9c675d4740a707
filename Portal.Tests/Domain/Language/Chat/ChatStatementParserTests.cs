using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Language.Chat;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Language.Chat;

public sealed class ChatStatementParserTests
{
    private const string Text = "slow films by Agnès Varda, no horror, after 1960";

    private static readonly CatalogueIndex Catalogue = new(
    [
        new Item { Id = "cleo", Kind = "film", Title = "Cléo from 5 to 7", Creators = ["Agnès Varda"], Genres = ["drama"], Tags = ["slow-burn"], Year = 1962, Language = "fr", Attributes = new Dictionary<string, string> { ["minutes"] = "90" } },
        new Item { Id = "dread", Kind = "book", Title = "Dread", Genres = ["horror"], Tags = ["gore"], Language = "en" },
    ]);

    private static readonly StatementParser Local = EngineFixtures.Snapshot(Catalogue.Items).Parser;

    private readonly StubChatEndpoint _stub = new();
    private readonly List<string> _dropped = [];

    [Fact]
    public async Task A_good_answer_becomes_the_statement()
    {
        _stub.Say(Clauses(
            Clause("slow", "More", """{"type":"label","labels":["slow-burn"]}"""),
            Clause("Agnès Varda", "More", """{"type":"creator","name":"agnès varda"}"""),
            Clause("horror", "Never", """{"type":"label","labels":["horror"]}""", start: 27, end: 36),
            Clause("1960", "Only", """{"type":"range","attribute":"year","least":1960,"most":null}""")));

        var parsed = await ParseAsync(Text);

        Assert.Equal(["More/label:slow-burn", "More/creator:Agnès Varda", "Never/label:horror", "Only/range:year:1960.."], parsed!.Clauses.Select(clause => clause.Key));
        Assert.Equal(["slow", "Agnès Varda", "no horror"], parsed.Clauses.Take(3).Select(clause => Text[clause.Start..clause.End]));
        Assert.EndsWith("1960", Text[parsed.Clauses[3].Start..parsed.Clauses[3].End], StringComparison.Ordinal);
        Assert.Equal((true, ParsedStatement.CurrentVersion, Text), (parsed.ByEndpoint, parsed.Version, parsed.Text));
        Assert.DoesNotContain("horror", parsed.Wanted, StringComparison.Ordinal);
        Assert.Contains("Agnès Varda", parsed.Wanted, StringComparison.Ordinal);
        Assert.Empty(_dropped);
    }

    [Fact]
    public async Task What_is_invented_is_dropped_with_a_reason()
    {
        _stub.Say(Clauses(
            Clause("slow", "More", """{"type":"label","labels":["slow-burn","neo-noir"]}"""),
            Clause("horror", "Never", """{"type":"label","labels":["splatterpunk"]}"""),
            Clause("westerns", "More", """{"type":"concept","text":"westerns"}""")));

        var parsed = await ParseAsync(Text);

        Assert.Equal(["More/label:slow-burn"], parsed!.Clauses.Select(clause => clause.Key));
        Assert.Equal(["the catalogue has no label:splatterpunk", "the text does not contain 'westerns'"], _dropped);
    }

    [Fact]
    public async Task When_nothing_is_left_the_local_parser_is_to_stand()
    {
        _stub.Say(Clauses(Clause("slow", "More", """{"type":"label","labels":["neo-noir"]}""")));

        Assert.Null(await ParseAsync(Text));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"clauses":"many"}""")]
    [InlineData("""{"clauses":[{"phrase":"slow"}]}""")]
    [InlineData("""{"clauses":[{"start":0,"end":4,"phrase":"slow","polarity":"Perhaps","strength":1,"subject":{"type":"concept","text":"slow"},"except":[],"scope":null}]}""")]
    [InlineData("""{"clauses":[{"start":0,"end":4,"phrase":"slow","polarity":"More","strength":1,"subject":{"type":"spell","text":"slow"},"except":[],"scope":null}]}""")]
    public async Task An_answer_of_another_form_is_a_failure(string answer)
    {
        _stub.Say(answer);

        await Assert.ThrowsAsync<ChatException>(() => ParseAsync(Text));
    }

    [Fact]
    public async Task What_the_person_answered_and_set_is_not_the_endpoints_to_change()
    {
        _stub.Say(Clauses(Clause("slow", "More", """{"type":"concept","text":"slow"}""", more: "\"setting\":{\"removed\":true},")));

        var parsed = await ParseAsync(Text, new Dictionary<string, Subject> { ["slow"] = new LabelSubject(["slow-burn"]) });

        var clause = Assert.Single(parsed!.Clauses);
        Assert.Equal((LinkKind.Answered, "label:slow-burn", (ClauseSetting?)null), (clause.Link.Kind, clause.Subject.Key, clause.Setting));
    }

    [Fact]
    public async Task A_refusal_takes_the_words_along_that_turn_it()
    {
        _stub.Say(Clauses(Clause("horror", "Never", """{"type":"label","labels":["horror"]}""", start: 99, end: 99)));

        var parsed = await ParseAsync("quiet films, no horror");

        Assert.StartsWith("quiet", parsed!.Wanted, StringComparison.Ordinal);
        Assert.DoesNotContain("no", parsed.Wanted, StringComparison.Ordinal);
        Assert.Equal("no horror", parsed.Text[parsed.Clauses[0].Start..parsed.Clauses[0].End]);
    }

    [Fact]
    public async Task The_schema_asks_for_the_stored_form()
    {
        _stub.Say(Clauses(Clause("slow", "More", """{"type":"label","labels":["slow-burn"]}""")));
        await ParseAsync(Text);

        var schema = _stub.Requests[0]["response_format"]!["json_schema"]!["schema"]!;
        var asked = schema["properties"]!["clauses"]!["items"]!;
        var stored = JsonSerializer.SerializeToNode(new Clause { Start = 0, End = 1, Phrase = "a", Polarity = Polarity.More, Subject = new ConceptSubject("a") }, JsonSerializerOptions.Web)!.AsObject();

        Assert.Equal(stored.Select(property => property.Key).Except(["link", "setting"]).Order(), asked["properties"]!.AsObject().Select(property => property.Key).Order());
        var subjects = asked["properties"]!["subject"]!["anyOf"]!.AsArray().Select(subject => (string)subject!["properties"]!["type"]!["enum"]![0]!);
        Assert.Equal(typeof(Subject).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(type => (string)type.TypeDiscriminator!), subjects);
        AssertStrict(schema);
    }

    [Theory]
    [InlineData("slow films, no horror or gore")]
    [InlineData("under two hours, no romance novels about lighthouses")]
    [InlineData("a drama, never horror")]
    public void What_the_local_parser_finds_keeps_the_same_rules(string text)
    {
        ClauseValidator validator = new(Catalogue);
        var parsed = Local.Parse(text);

        Assert.NotEmpty(parsed.Clauses);
        Assert.All(parsed.Clauses, clause => Assert.Equal(clause.Key, validator.Check(clause, text, out _)?.Key));
    }

    [Theory]
    [InlineData("""{"type":"kind","kinds":["film","opera"]}""", "kind:film")]
    [InlineData("""{"type":"kind","kinds":["opera"]}""", null)]
    [InlineData("""{"type":"creator","name":"Nobody"}""", null)]
    [InlineData("""{"type":"item","itemId":"cleo","title":"invented"}""", "item:cleo")]
    [InlineData("""{"type":"item","itemId":"none","title":"Dread"}""", null)]
    [InlineData("""{"type":"language","code":"fr"}""", "language:fr")]
    [InlineData("""{"type":"language","code":"xx"}""", null)]
    [InlineData("""{"type":"range","attribute":"minutes","least":null,"most":90}""", "range:minutes:..90")]
    [InlineData("""{"type":"range","attribute":"minutes","least":100,"most":90}""", null)]
    [InlineData("""{"type":"range","attribute":"minutes","least":null,"most":null}""", null)]
    [InlineData("""{"type":"range","attribute":"minutes","least":-5,"most":null}""", null)]
    [InlineData("""{"type":"range","attribute":"year","least":3,"most":null}""", null)]
    [InlineData("""{"type":"range","attribute":"weight","least":1,"most":null}""", null)]
    [InlineData("""{"type":"concept","text":"slow films"}""", "concept:slow films")]
    [InlineData("""{"type":"concept","text":"pirates"}""", null)]
    [InlineData("""{"type":"label","labels":null}""", null)]
    [InlineData("""{"type":"concept","text":null}""", null)]
    public void A_subject_exists_or_is_not_used(string subject, string? expected)
    {
        var clause = new Clause { Start = 0, End = 4, Phrase = "slow", Polarity = Polarity.More, Subject = JsonSerializer.Deserialize<Subject>(subject, JsonSerializerOptions.Web)! };

        Assert.Equal(expected, new ClauseValidator(Catalogue).Check(clause, Text, out var reason)?.Subject.Key);
        Assert.Equal(expected is null, reason is not null);
    }

    [Theory]
    [InlineData(1.5, 0, null)]
    [InlineData(double.NaN, 0, null)]
    [InlineData(0.5, 9, null)]
    [InlineData(0.5, 0, "picnic")]
    public void Numbers_polarities_and_scopes_are_sane_or_the_clause_is_not_used(double strength, int polarity, string? occasion)
    {
        var clause = new Clause { Start = 0, End = 4, Phrase = "slow", Polarity = (Polarity)polarity, Strength = strength, Subject = new LabelSubject(["slow-burn"]), Scope = occasion is null ? null : new Scope(Occasion: occasion) };

        Assert.Null(new ClauseValidator(Catalogue).Check(clause, Text, out var reason));
        Assert.NotNull(reason);
    }

    private static void AssertStrict(JsonNode? node)
    {
        if (node is JsonObject schema && schema["type"] is JsonValue type && (string?)type == "object")
        {
            Assert.False((bool)schema["additionalProperties"]!);
            Assert.Equal(schema["properties"]!.AsObject().Select(property => property.Key), schema["required"]!.AsArray().Select(name => (string)name!));
        }

        foreach (var child in node switch { JsonObject children => children.Select(pair => pair.Value), JsonArray children => children, _ => [] })
        {
            if (child is JsonObject or JsonArray)
            {
                AssertStrict(child);
            }
        }
    }

    private static string Clauses(params string[] clauses) => $$"""{"clauses":[{{string.Join(',', clauses)}}]}""";

    private static string Clause(string phrase, string polarity, string subject, int start = 0, int end = 0, string more = "") =>
        $$"""{"start":{{start}},"end":{{end}},"phrase":"{{phrase}}","polarity":"{{polarity}}","strength":0.8,{{more}}"subject":{{subject}},"except":[],"scope":null}""";

    private Task<ParsedStatement?> ParseAsync(string text, IReadOnlyDictionary<string, Subject>? answers = null)
    {
        ChatClient client = new(new HttpClient(_stub), new ChatEndpoint(new Uri("https://chat.example/v1/chat/completions"), "small", "", TimeSpan.FromSeconds(30)), new ImpatientTime());
        return new ChatStatementParser(client, Catalogue).ParseAsync(Local.Parse(text, answers), _dropped.Add, CancellationToken.None);
    }
}
