using Portal.Domain.Catalogue;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Catalogue;

public sealed class ItemTextTests
{
    [Fact]
    public void Of_Item_FollowsTheTemplate()
    {
        var text = ItemText.Of(Item("comet", "film", ["science fiction", "drama"], ["slow-burn", "island"], description: "A comet nears.", title: "The Comet", attributes: ("country", "Chile")));

        Assert.Equal("The Comet. science fiction, drama, film, Chile. slow-burn, island. A comet nears. By maker of comet.", text);
    }

    [Fact]
    public void Of_LongDescription_CutBetweenWords()
    {
        var text = ItemText.Of(Item("comet", description: string.Join(' ', Enumerable.Repeat("wandering", 200))));

        Assert.InRange(text.Length, ItemText.MaxLength - 10, ItemText.MaxLength);
        Assert.EndsWith("wandering", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_OtherText_Differs()
    {
        Assert.Equal(64, ItemText.Hash("a").Length);
        Assert.NotEqual(ItemText.Hash("a"), ItemText.Hash("b"));
    }
}
