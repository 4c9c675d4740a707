using Portal.Demo;
using Portal.Demo.Simulation;
using Portal.Domain.Profiles;

namespace Portal.Tests.Features.Demo;

public sealed class ReaderSimulatorTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public void Draw_SameSeed_SameReaders()
    {
        var again = new ReaderSimulator(demo.Catalogue, demo.Personas).Draw();

        Assert.Equal(demo.Readers.SelectMany(reader => reader.Interactions), again.SelectMany(reader => reader.Interactions));
    }

    [Fact]
    public void Draw_OtherSeed_OtherReaders()
    {
        SimulationOptions options = new() { Seed = 7, Readers = 3 };

        var others = new ReaderSimulator(demo.Catalogue, demo.Personas, options).Draw().SelectMany(reader => reader.Interactions);

        Assert.NotEqual(demo.Readers.Take(3).SelectMany(reader => reader.Interactions), others);
    }

    [Fact]
    public void Draw_FewerReaders_LeavesTheFirstAsTheyWere()
    {
        var first = new ReaderSimulator(demo.Catalogue, demo.Personas, new SimulationOptions { Readers = 2 }).Draw().SelectMany(reader => reader.Interactions);

        Assert.Equal(demo.Readers.Take(2).SelectMany(reader => reader.Interactions), first);
    }

    [Fact]
    public void Numbers_of_interactions_are_as_documented()
    {
        var counts = demo.Readers.Select(reader => reader.Interactions.Count).Order().ToList();

        Assert.Equal(400, counts.Count);
        Assert.InRange(counts.Sum(), 12_000, 16_000);
        Assert.InRange(counts[counts.Count / 2], 22, 28);
        Assert.Equal(120, counts[^1]);
    }

    [Fact]
    public void A_few_items_draw_much_of_the_attention()
    {
        var counts = demo.Readers.SelectMany(reader => reader.Interactions).CountBy(done => done.ItemId).Select(item => item.Value).OrderDescending().ToList();
        var share = counts.Take(demo.Catalogue.Rows.Count / 10).Sum() / (double)counts.Sum();

        Assert.InRange(share, 0.25, 0.6);
    }

    [Fact]
    public void Readers_of_one_main_persona_are_more_alike_than_others()
    {
        var sets = demo.Readers.Select(reader => (reader.MainPersona, Items: reader.Interactions.Select(done => done.ItemId).ToHashSet())).ToList();
        List<double> same = [], different = [];
        for (var a = 0; a < sets.Count; a++)
        {
            for (var b = a + 1; b < sets.Count; b++)
            {
                (sets[a].MainPersona == sets[b].MainPersona ? same : different).Add(Jaccard(sets[a].Items, sets[b].Items));
            }
        }

        Assert.True(same.Average() > 2 * different.Average(), $"{same.Average():0.000} and {different.Average():0.000}");
    }

    [Fact]
    public void Neighbours_within_a_session_are_more_alike_than_across_sessions()
    {
        var labels = demo.Catalogue.Rows.ToDictionary(row => row.Id, row => row.Labels.ToHashSet());
        List<double> within = [], across = [];
        foreach (var reader in demo.Readers)
        {
            var visits = reader.Interactions.DistinctBy(done => done.ItemId).ToList();
            foreach (var (first, second) in visits.Zip(visits.Skip(1)))
            {
                (first.Session == second.Session ? within : across).Add(Jaccard(labels[first.ItemId], labels[second.ItemId]));
            }
        }

        Assert.True(within.Average() > 1.25 * across.Average(), $"{within.Average():0.000} and {across.Average():0.000}");
    }

    [Fact]
    public void Nobody_touches_what_their_main_persona_forbids()
    {
        var parser = demo.Catalogue.CreateParser();
        var rows = demo.Catalogue.Rows.ToDictionary(row => row.Id);
        var bounds = demo.Personas.ToDictionary(persona => persona.User, persona => PersonaBounds.Of(persona, parser));

        Assert.All(demo.Readers, reader => Assert.All(reader.Interactions, done => Assert.True(bounds[reader.MainPersona].Allow(rows[done.ItemId]), done.ItemId)));
    }

    [Fact]
    public void Opinions_follow_taste()
    {
        var opinions = demo.Readers.SelectMany(reader => reader.Interactions).ToLookup(done => done.Kind);

        Assert.Equal(
            [InteractionKind.Click, InteractionKind.Like, InteractionKind.Dislike, InteractionKind.Save, InteractionKind.Rating],
            opinions.Select(kind => kind.Key).Order());
        Assert.True(opinions[InteractionKind.Like].Count() > 2 * opinions[InteractionKind.Dislike].Count());
        Assert.All(opinions[InteractionKind.Rating], done => Assert.InRange(done.Value!.Value, 0.5, 5));
        Assert.All(opinions[InteractionKind.Like], done => Assert.Null(done.Value));
    }

    [Fact]
    public void Histories_run_forward_in_time_and_end_before_now()
    {
        Assert.All(demo.Readers, reader =>
        {
            Assert.Equal(reader.Interactions.OrderByDescending(done => done.Ago).Select(done => done.Ago), reader.Interactions.Select(done => done.Ago));
            Assert.All(reader.Interactions, done => Assert.InRange(done.Ago, TimeSpan.FromHours(1), TimeSpan.FromDays(180)));
            Assert.InRange(reader.Tastes.Sum(taste => taste.Weight), 0.999999, 1.000001);
        });
    }

    private static double Jaccard(HashSet<string> a, HashSet<string> b)
    {
        var common = a.Count(b.Contains);
        return common / (double)(a.Count + b.Count - common);
    }
}
