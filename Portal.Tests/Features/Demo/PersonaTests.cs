using Portal.Demo;
using Portal.Domain.Language;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Demo;

public sealed class PersonaTests(DemoFixture demo) : IClassFixture<DemoFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void There_are_twelve_personas_with_enough_to_go_by()
    {
        Assert.Equal(12, demo.Personas.Count);
        Assert.All(demo.Personas, persona =>
        {
            Assert.InRange(persona.Statements.Count, 2, 4);
            Assert.InRange(persona.Likes.Count, 6, 12);
            Assert.InRange(persona.Dislikes.Count, 2, 5);
            Assert.All(persona.Statements, statement => Assert.True(statement.DaysAgo >= 14, statement.Text));
        });
    }

    [Fact]
    public void No_persona_likes_what_their_own_words_forbid()
    {
        var parser = demo.Catalogue.CreateParser();
        var rows = demo.Catalogue.Rows.ToDictionary(row => row.Id);

        Assert.All(demo.Personas, persona =>
        {
            var bounds = PersonaBounds.Of(persona, parser);
            Assert.All(persona.Likes, id => Assert.True(bounds.Allow(rows[id]), id));
        });
    }

    // A chip that stands for no label would promise what nothing enforces.
    [Fact]
    public void Everything_a_persona_forbids_is_a_label_of_the_catalogue()
    {
        var parser = demo.Catalogue.CreateParser();
        var exclusions = demo.Personas.SelectMany(persona => persona.Statements).SelectMany(statement => parser.Parse(statement.Text).Refusals()).ToList();

        Assert.True(exclusions.Count >= 12);
        Assert.All(exclusions, exclusion => Assert.NotEmpty(exclusion.Labels()));
    }

    [Theory]
    [InlineData("amara", "body horror,gore")]
    [InlineData("mateusz", "animal cruelty")]
    [InlineData("priya", "bleak,sexual violence,violence")]
    [InlineData("haddad", "war,war time")]
    [InlineData("lucia", "body horror,gore")]
    [InlineData("wanjiru", "body horror,cosmic horror,fantasy,hard science fiction,horror,science fiction")]
    [InlineData("santiago", "musical")]
    [InlineData("malia", "body horror,cosmic horror,horror,sexual violence,violence")]
    [InlineData("zahra", "thriller")]
    [InlineData("minh", "child abuse,sexual violence")]
    [InlineData("isabel", "animal cruelty,reality")]
    [InlineData("declan", "body horror,cosmic horror,horror,war,war time")]
    public void Statements_of_a_persona_forbid_what_they_say(string user, string labels)
    {
        var bounds = PersonaBounds.Of(demo.Personas.Single(persona => persona.User == user), demo.Catalogue.CreateParser());

        Assert.Equal(labels, string.Join(',', bounds.Labels.Order(StringComparer.Ordinal)));
    }

    // What a persona asks for must be there, beyond what they already like.
    [Fact]
    public void Every_persona_has_more_to_find()
    {
        var parser = demo.Catalogue.CreateParser();
        LabelLexicon lexicon = new(demo.Catalogue.Rows.SelectMany(row => row.Labels));

        Assert.All(demo.Personas, persona =>
        {
            var bounds = PersonaBounds.Of(persona, parser);
            var wanted = persona.Statements.SelectMany(statement => lexicon.Find(parser.Parse(statement.Text).Wanted)).SelectMany(mention => mention.Labels).ToHashSet();
            var found = demo.Catalogue.Rows.Count(row => bounds.Allow(row) && row.Labels.Count(wanted.Contains) >= 2 && !persona.Likes.Contains(row.Id));
            Assert.True(found >= 5, $"{found} items for {persona.User}, who wants {string.Join(", ", wanted)}");
        });
    }

    [Fact]
    public void Some_personas_set_limits()
    {
        var parser = demo.Catalogue.CreateParser();
        var limits = demo.Personas.SelectMany(persona => PersonaBounds.Of(persona, parser).Limits).Select(limit => $"{limit.Attribute} {limit.Most}");

        Assert.Equal(["seasons 4", "minutes 90", "minutes 120", "pages 300"], limits);
    }

    [Fact]
    public void Load_UnknownItem_NamesLineAndItem()
    {
        var path = Path.Combine(_folder, "people.jsonl");
        File.WriteAllText(path, """{"user":"ana","name":"Ana","about":"Reads.","likes":["film-nowhere-1999"]}""");

        var message = Assert.Throws<InvalidDataException>(() => PersonaFile.Load(demo.Catalogue, path)).Message;

        Assert.Contains("people.jsonl, line 1, likes or dislikes: 'film-nowhere-1999'", message, StringComparison.Ordinal);
    }
}
