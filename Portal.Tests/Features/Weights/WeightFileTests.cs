using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class WeightFileTests
{
    private static readonly IStringLocalizer<WeightText> Texts =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<WeightText>>();

    [Fact]
    public void What_is_exported_is_imported_as_it_was()
    {
        var weights = RankingWeights.Default;
        foreach (var (weight, i) in TunableWeight.All.Select((weight, i) => (weight, i)))
        {
            var value = weight.Bounds.Least + ((weight.Bounds.Most - weight.Bounds.Least) * ((i % 7) + 1) / 9.0);
            weights = weight.With(weights, weight.Whole ? Math.Round(value) : value);
        }

        WeightVersion version = new(7, "Calmer \"evenings\" – 安静", WeightProfileState.Draft, "Ann", "for <b>winter</b>", default, weights.Fingerprint, weights);

        var content = WeightFileReader.Read(WeightFile.Write(version, "https://portal.example/schema.json"));

        Assert.Empty(content.Problems);
        Assert.Equal((version.Name, version.Note, 0), (content.Name, content.Note, content.Missing));
        Assert.Empty(WeightDifference.Between(weights, content.Weights!));
    }

    [Fact]
    public void Numbers_that_a_file_leaves_out_have_their_defaults()
    {
        var content = Read("""{ "weights": { "diversity": 0.5, "signals": { "popularity": 2 } } }""");

        Assert.Equal(["diversity", "signals.popularity"], WeightDifference.Between(RankingWeights.Default, content.Weights!).Select(difference => difference.Weight.Path).Order(StringComparer.Ordinal));
        Assert.Equal((null, TunableWeight.All.Count - 2), (content.Name, content.Missing));
    }

    [Theory]
    [InlineData("""{ "weights": { "signals": { "popularty": 1 } } }""", "Unknown weights.signals.popularty 1 mood, statements, less")]
    [InlineData("""{ "weights": { "diversty": 0.2 } }""", "Unknown weights.diversty 0.2 signals, ")]
    [InlineData("""{ "wieghts": {}, "weights": {} }""", "Unknown wieghts {} $schema, name")]
    [InlineData("""{ "weights": { "diversity": 1.5 } }""", "OutOfRange weights.diversity 1.5 0 to 1")]
    [InlineData("""{ "weights": { "likeHalfLifeDays": 0 } }""", "OutOfRange weights.likeHalfLifeDays 0 more than 0 to 100000")]
    [InlineData("""{ "weights": { "interactions": { "dislike": -11 } } }""", "OutOfRange weights.interactions.dislike -11 -10 to 10")]
    [InlineData("""{ "weights": { "mostPerCreator": 2.5 } }""", "NotWhole weights.mostPerCreator 2.5 0 to 24")]
    [InlineData("""{ "weights": { "balance": "0.3" } }""", "NotANumber weights.balance \"0.3\" 0 to 5")]
    [InlineData("""{ "weights": { "balance": 1e999 } }""", "weights.balance 1e999 0 to 5")]
    [InlineData("""{ "weights": { "signals": 3 } }""", "NotAnObject weights.signals 3 ")]
    [InlineData("""{ "name": "x" }""", "NoWeights weights  ")]
    [InlineData("""{ "name": "", "weights": {} }""", "TextLength name 0 1 to 100")]
    [InlineData("""{ "name": 7, "weights": {} }""", "NotText name 7 ")]
    [InlineData("""[1, 2]""", "NotAnObject $ [1, 2] ")]
    [InlineData("""{ "weights": { "balance": 1, } """, "NotJson 1:")]
    [InlineData("""{ "weights": { "balance": 1, "balance": 2 } }""", "NotJson ")]
    [InlineData("", "NotJson ")]
    public void A_mistake_is_told_with_its_property_its_value_and_what_is_allowed(string json, string expected)
    {
        var content = Read(json);

        var problem = Assert.Single(content.Problems);
        Assert.Contains(expected, $"{problem.Kind} {problem.Path} {problem.Value} {problem.Allowed}", StringComparison.Ordinal);
        Assert.Null(content.Weights);
        Assert.False(Texts["Problem" + problem.Kind].ResourceNotFound);
    }

    [Fact]
    public void Every_mistake_is_told_at_once() =>
        Assert.Equal(
            ["weights.nothing", "weights.diversity", "weights.signals.mood"],
            Read("""{ "weights": { "nothing": 0, "diversity": -1, "signals": { "mood": 10.5 }, "balance": 1 } }""").Problems.Select(problem => problem.Path));

    [Fact]
    public void A_mark_at_the_beginning_of_the_file_does_no_harm() =>
        Assert.NotNull(WeightFileReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{ "weights": {} }""")]).Weights);

    [Fact]
    public void The_schema_names_every_number_with_its_range_and_nothing_else()
    {
        var schema = JsonNode.Parse(WeightFile.Schema(Texts))!;
        var weights = schema["properties"]!["weights"]!;

        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        foreach (var weight in TunableWeight.All)
        {
            var place = weights;
            foreach (var part in weight.Path.Split('.'))
            {
                Assert.False(place["additionalProperties"]!.GetValue<bool>());
                place = place["properties"]![part]!;
            }

            Assert.Equal(
                (weight.Whole ? "integer" : "number", weight.Bounds.Least, weight.Bounds.Most, weight.Default),
                (place["type"]!.GetValue<string>(), place[weight.Bounds.Above ? "exclusiveMinimum" : "minimum"]!.GetValue<double>(), place["maximum"]!.GetValue<double>(), place["default"]!.GetValue<double>()));
            Assert.NotEqual(weight.Path, place["description"]!.GetValue<string>());
        }

        var stored = JsonSerializer.SerializeToNode(RankingWeights.Default, JsonSerializerOptions.Web)!.AsObject().Select(property => property.Key);
        Assert.Equal(stored.Order(StringComparer.Ordinal), weights["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_number_has_a_name_and_a_sentence() => Assert.All(TunableWeight.All, weight =>
    {
        Assert.NotEqual(weight.Path, Texts.Name(weight));
        Assert.NotEqual(weight.Path, Texts.About(weight));
    });

    [Fact]
    public void Every_number_stands_in_one_section()
    {
        Assert.Equal(TunableWeight.All.Count, WeightSection.All.Sum(section => section.Weights.Count));
        Assert.All(WeightSection.All, section => Assert.False(Texts[$"Section{section.Key}Text"].ResourceNotFound, section.Key));
    }

    private static WeightFileContent Read(string json) => WeightFileReader.Read(Encoding.UTF8.GetBytes(json));
}
