using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Tests.Domain.Ranking.Reranking;

public sealed class GreedySelectionTests
{
    private static readonly string[][] Makers = [["ann"], ["ann"], ["ben"], ["ann", "ben"], ["cat"], [], ["ann"]];

    [Fact]
    public void Select_NoTerms_BySumThenByCatalogue() =>
        Assert.Equal([5, 0, 2, 3], Items([4, 1, 4, 2, 0, 5], new SelectionPlan([]), 6)[..4]);

    [Fact]
    public void Select_Window_LooksAtTheBestLeftOnly()
    {
        // 0 and 1 are the same thing, 2 is another one far below.
        float Likeness(ItemIndex a, ItemIndex b) => a.Value < 2 == b.Value < 2 ? 1 : 0;
        List<int> Of(int window) => Items([3, 2.9, 1], items => new SelectionPlan([new VarietyTerm(items, [], Likeness, 1.95f)]) { Window = window }, 3);

        Assert.Equal([0, 2, 1], Of(2));
        Assert.Equal([0, 1, 2], Of(1));
    }

    [Fact]
    public void Select_Cap_HoldsAmongAnyCardsInARowAndGivesWayAtTheEnd()
    {
        var list = Items([7, 6, 5, 4, 3, 2, 1], new SelectionPlan([]) { Cap = new CreatorCap(1, item => Makers[item.Value], []) }, 7);

        Assert.Equal([0, 2, 4, 5, 1, 3, 6], list);
    }

    [Fact]
    public void Cap_ItemsPlacedBefore_CountUntilTheyAreFarAway()
    {
        ItemIndex[] before = [new(0), .. Enumerable.Repeat(new ItemIndex(5), CreatorCap.Window - 2)];

        Assert.False(new CreatorCap(1, item => Makers[item.Value], before).Allows(new ItemIndex(1)));
        Assert.True(new CreatorCap(1, item => Makers[item.Value], [.. before, new ItemIndex(5)]).Allows(new ItemIndex(1)));
        Assert.True(new CreatorCap(2, item => Makers[item.Value], before).Allows(new ItemIndex(1)));
    }

    [Theory]
    [InlineData(0.04, 100, 4)]
    [InlineData(0.25, 10, 2)]
    [InlineData(0.5, 7, 3)]
    [InlineData(0, 50, 0)]
    public void Slots_OfAnyFirstPlaces_TheShareRoundedDown(double share, int places, int slots) =>
        Assert.Equal(slots, Enumerable.Range(0, places).Count(place => ExplorationSlots.IsSlot(share, place)));

    [Fact]
    public void Select_Slot_GoesToALittleKnownItemAndSaysSo()
    {
        ExplorationOptions options = new(0.5, 2, Prior: 5, Mean: 0.6);
        var picks = Picks([9, 8, 7, 1, 1, 1], items => new SelectionPlan([])
        {
            Exploration = ExplorationSlots.Draw(items, item => item.Value < 3 ? (20, 3) : (1, 1), options, 0, 5),
        });

        Assert.Equal([false, true, false, true, false, true], picks.Select(pick => pick.Exploration is not null));
        Assert.Equal([0, 1, 2], picks.Where(pick => pick.Exploration is null).Select(pick => pick.Candidate));
        Assert.All(picks.Select(pick => pick.Exploration).OfType<ExplorationPart>(), part =>
        {
            Assert.InRange(part.Value, 0, 1);
            Assert.Equal(new ExplorationEvidence(2), part.Evidence);
        });
    }

    [Fact]
    public void Draw_SeedAndItemAlone_Decide()
    {
        ExplorationOptions options = new(0.5, 1, 10, 0.5);
        ItemIndex[] some = [.. Enumerable.Range(0, 40).Select(i => new ItemIndex(i))], later = [.. some.Skip(7)];
        float?[] Values(ItemIndex[] items, ulong seed)
        {
            var slots = ExplorationSlots.Draw(items, _ => (0, 0), options, 0, seed);
            return [.. items.Select((_, i) => slots.PartOf(i)?.Value)];
        }

        Assert.Equal(Values(some, 1)[7..], Values(later, 1));
        Assert.NotEqual(Values(some, 1), Values(some, 2));
    }

    [Fact]
    public void Balance_Explain_NamesTheGenreThatCounts()
    {
        ClassMix classes = new([["drama"], ["drama"], ["comedy"]]);
        ItemIndex[] items = [new(0), new(1), new(2)];
        BalanceTerm term = new(items, [new ItemIndex(1)], classes, [0.25, 0.75], imaginary: 3, weight: 1, gate: 0.5f);
        term.Place(0);

        // Of five, three imaginary: comedy 3 × .25, drama 3 × .75 + 2.
        Assert.Equal(new BalanceEvidence("comedy", 0.25f, 0.15f), term.Explain(2));
        Assert.Equal(new BalanceEvidence("drama", 0.75f, 0.85f), term.Explain(1));
        Assert.True(term.Value(2) > 0 && term.Value(1) < 0);
    }

    [Fact]
    public void Balance_ItemWithoutGenre_Unknown()
    {
        ClassMix classes = new([["drama"], []]);

        Assert.True(float.IsNaN(new BalanceTerm([new ItemIndex(1)], [], classes, [1], 2, 1, 1).Value(0)));
    }

    [Fact]
    public void Select_SumsOfAnotherLength_Refused() =>
        Assert.Contains("3 candidates and 2 sums", Assert.Throws<ArgumentException>(() => GreedySelection.Select([new(0), new(1), new(2)], [1, 2], new SelectionPlan([]), 1)).Message, StringComparison.Ordinal);

    private static List<int> Items(double[] sums, SelectionPlan plan, int count) => [.. Picks(sums, _ => plan).Take(count).Select(pick => pick.Candidate)];

    private static List<int> Items(double[] sums, Func<ItemIndex[], SelectionPlan> plan, int count) => [.. Picks(sums, plan).Take(count).Select(pick => pick.Candidate)];

    private static List<Pick> Picks(double[] sums, Func<ItemIndex[], SelectionPlan> plan)
    {
        ItemIndex[] items = [.. Enumerable.Range(0, sums.Length).Select(i => new ItemIndex(i))];
        return GreedySelection.Select(items, sums, plan(items), sums.Length);
    }
}
