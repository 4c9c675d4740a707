using Portal.Domain.Catalogue;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Catalogue;

public sealed class CatalogueIndexTests
{
    private static readonly CatalogueIndex Index = new(
    [
        Item("d", "book", ["crime"], ["dark"]), Item("a", "film", ["crime", "comedy"], ["crime"], attributes: ("minutes", "90.5")),
        Item("c", "film", [], ["dark", "film"], attributes: ("minutes", "long")), Item("b", "game"),
    ]);

    [Fact]
    public void Labels_ItemsInAnyOrder_SortedBothWays()
    {
        Assert.Equal(["a", "b", "c", "d"], Index.Items.Select(item => item.Id));
        Assert.Equal(["book", "comedy", "crime", "dark", "film", "game"], Index.LabelNames);
        Assert.Equal([[1, 2, 4], [5], [3, 4], [0, 2, 3]], Enumerable.Range(0, 4).Select(i => Index.LabelsOf(new ItemIndex(i)).ToArray()));
        Assert.Equal([[3], [0], [0, 3], [2, 3], [0, 2], [1]], Enumerable.Range(0, 6).Select(label => Index.ItemsWith(label).ToArray()));
    }

    [Fact]
    public void NumbersOf_Attribute_NaNWhereItIsNone()
    {
        Assert.Equal([90.5, double.NaN, double.NaN, double.NaN], Index.NumbersOf("minutes").ToArray());
        Assert.All(Index.NumbersOf("pages").ToArray(), number => Assert.True(double.IsNaN(number)));
    }

    [Fact]
    public void Constructor_SameId_IsRefused() =>
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => new CatalogueIndex([Item("b"), Item("a"), Item("b", "book")])).Message, StringComparison.Ordinal);
}
