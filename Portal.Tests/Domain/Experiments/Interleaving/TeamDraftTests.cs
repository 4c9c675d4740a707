using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Interleaving;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Experiments.Interleaving;

public sealed class TeamDraftTests
{
    private const string Reference = "reference/team-draft.json";

    [SharedDataFact(Reference)]
    public void Every_list_is_as_likely_as_enumeration_has_it()
    {
        foreach (var (rankings, length, expected) in Cases())
        {
            Dictionary<string, double> outcomes = [];
            Enumerate(rankings, length, [], [], outcomes);

            Assert.Equal(expected.Keys.Order(), outcomes.Keys.Order());
            Assert.All(expected, outcome => Assert.Equal(outcome.Value, outcomes[outcome.Key], 12));
        }
    }

    [SharedDataFact(Reference)]
    public void Seeds_draw_every_list_as_often_as_it_is_likely()
    {
        const int Draws = 8_000;
        foreach (var (rankings, length, expected) in Cases())
        {
            var drawn = Enumerable.Range(0, Draws).CountBy(seed => Name(TeamDraft.Interleave(rankings, length, (ulong)seed), rankings.Length)).ToDictionary();

            Assert.Equal(expected.Count, drawn.Count);
            Assert.All(expected, outcome => Assert.InRange(Math.Abs(drawn[outcome.Key] - (outcome.Value * Draws)), 0, 4.5 * Math.Sqrt(Draws * outcome.Value * (1 - outcome.Value))));
        }
    }

    [Fact]
    public void A_request_is_drawn_the_same_every_time()
    {
        string[][] rankings = [["a", "b", "c", "d", "e"], ["e", "c", "f", "a"]];

        Assert.Equal(TeamDraft.Interleave(rankings, 6, 77), TeamDraft.Interleave(rankings, 6, 77));
        Assert.Contains(Enumerable.Range(0, 20), seed => !TeamDraft.Interleave(rankings, 6, (ulong)seed).SequenceEqual(TeamDraft.Interleave(rankings, 6, 77)));
    }

    [Fact]
    public void What_all_rank_alike_from_the_top_can_be_nobodys()
    {
        string[][] rankings = [["a", "b", "c", "d"], ["a", "b", "d", "e"]];

        var places = TeamDraft.Interleave(rankings, 5, 3, neutralTop: true);

        Assert.Equal([new("a", TeamDraft.Nobody), new("b", TeamDraft.Nobody)], places.Take(2));
        Assert.Equal(["c", "d", "e"], places.Skip(2).Select(place => place.Item).Order());
        Assert.DoesNotContain(places.Skip(2), place => place.Team == TeamDraft.Nobody);
        Assert.Equal([0.5, 0], TeamDraft.Credit([new("a", TeamDraft.Nobody), new TeamPlace<string>("c", 0), new("d", 1)], 2, item => item == "d" ? 0 : 0.5));
    }

    [Fact]
    public void Credit_adds_up_by_team()
    {
        TeamPlace<int>[] places = [new(7, 1), new(3, 0), new(9, 2), new(4, 1)];

        Assert.Equal([3, 11, 9], TeamDraft.Credit(places, 3, item => item));
    }

    [Fact]
    public void A_list_holds_the_best_of_its_rankings_once_and_teams_of_nearly_one_size()
    {
        var lists = Gen.Choose(0, 9).ArrayOf(6).Two().Zip(Gen.Choose(0, 9).ArrayOf(4));
        Prop.ForAll(lists.Zip(Gen.Choose(0, 12)).ToArbitrary(), input =>
        {
            var (((one, two), three), length) = input;
            var places = TeamDraft.Interleave([one, two, three], length, (ulong)length);

            Assert.Equal(Math.Min(length, one.Concat(two).Concat(three).Distinct().Count()), places.Count);
            Assert.Equal(places.Count, places.Select(place => place.Item).Distinct().Count());
            int[][] rankings = [one, two, three];
            foreach (var (at, (item, team)) in places.Index())
            {
                var before = places.Take(at).Select(place => place.Item).ToHashSet();
                Assert.Equal(rankings[team].First(other => !before.Contains(other)), item);
                Assert.All(Enumerable.Range(0, 3), other => Assert.True(
                    places.Take(at).Count(place => place.Team == other) >= places.Take(at).Count(place => place.Team == team) || rankings[other].All(before.Contains)));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_ranking_is_no_contest()
    {
        var error = Assert.Throws<ArgumentException>(() => TeamDraft.Interleave([["a"]], 1, 0));

        Assert.StartsWith("1 rankings cannot be interleaved; give at least two.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TeamDraft.Interleave([["a"], ["b"]], -1, 0));
    }

    // Follows every way the draws can go: each answer of the chooser is one branch.
    private static void Enumerate(int[][] rankings, int length, List<int> answers, List<int> choices, Dictionary<string, double> outcomes)
    {
        choices.Clear();
        var places = TeamDraft.Draft(rankings, length, neutralTop: false, count =>
        {
            choices.Add(count);
            return choices.Count <= answers.Count ? answers[choices.Count - 1] : 0;
        });
        var asked = choices.ToArray();
        if (asked.Length <= answers.Count)
        {
            var name = Name(places, rankings.Length);
            outcomes[name] = outcomes.GetValueOrDefault(name) + asked.Aggregate(1.0, (chance, count) => chance / count);
            return;
        }

        for (var answer = 0; answer < asked[answers.Count]; answer++)
        {
            Enumerate(rankings, length, [.. answers, answer], choices, outcomes);
        }
    }

    private static string Name(IReadOnlyList<TeamPlace<int>> places, int teams) =>
        string.Join(' ', places.Select(place => place.Item)) + " | " + string.Join(" / ", Enumerable.Range(0, teams).Select(team => string.Join(' ', places.Where(place => place.Team == team).Select(place => place.Item).Order())));

    private static List<(int[][] Rankings, int Length, Dictionary<string, double> Outcomes)> Cases()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.SharedData, Reference)));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(one => (
            Lists(one.GetProperty("lists")),
            one.GetProperty("length").GetInt32(),
            one.GetProperty("outcomes").EnumerateArray().ToDictionary(
                outcome => string.Join(' ', Numbers(outcome.GetProperty("ranking"))) + " | " + string.Join(" / ", Lists(outcome.GetProperty("teams")).Select(team => string.Join(' ', team.Order()))),
                outcome => outcome.GetProperty("probability").GetDouble())))];
    }

    private static int[][] Lists(JsonElement lists) => [.. lists.EnumerateArray().Select(Numbers)];

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetInt32())];
}
