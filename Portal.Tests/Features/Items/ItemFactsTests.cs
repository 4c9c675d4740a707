using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Items;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Items;

public sealed class ItemFactsTests : PortalBunitContext
{
    [Theory]
    [InlineData("film", "country=France minutes=116", "France · 116 minutes")]
    [InlineData("book", "pages=1", "1 page")]
    [InlineData("series", "minutes=47 seasons=5 episodes=62", "5 seasons · 62 episodes · 47 minutes each")]
    [InlineData("game", "minutes=60 minPlayers=2 maxPlayers=4 players=2-4 weight=light", "2–4 players · 60 minutes · light rules")]
    [InlineData("game", "minPlayers=1 maxPlayers=1 weight=odd", "1 player · odd")]
    [InlineData("film", "minutes=soon", "")]
    public void Attributes_are_told_in_words(string kind, string attributes, string expected) =>
        Assert.Equal(expected, string.Join(" · ", ItemFacts.Of(Text, Card(kind, attributes))));

    [Fact]
    public void Words_and_numbers_are_the_readers()
    {
        Speak("zh-Hans");

        Assert.Equal("2–4 人 · 1200 分钟", string.Join(" · ", ItemFacts.Of(Text, Card("game", "minPlayers=2 maxPlayers=4 minutes=1200"))));
    }

    [Fact]
    public void What_no_fact_tells_is_told_by_its_own_name() =>
        Assert.Equal(["isbn"], ItemFacts.Further(Card("book", "pages=300 isbn=978 shelf=")).Select(pair => pair.Key));

    [Fact]
    public void Tags_are_grouped_and_warnings_stand_apart()
    {
        var tags = ItemTags.Of(["grief", "gore", "slow-burn", "melancholy", "long", "something imported"]);

        Assert.Equal(["melancholy"], tags.Tones);
        Assert.Equal(["slow-burn", "long"], tags.Pace);
        Assert.Equal(["grief", "something imported"], tags.Themes);
        Assert.Equal(["gore"], tags.Warnings);
    }

    private IStringLocalizer<ItemsText> Text => Services.GetRequiredService<IStringLocalizer<ItemsText>>();

    private static ItemCard Card(string kind, string attributes) => new(
        "id", kind, "Title", 2016, ["Maker"], [], [], "", "/covers/id.svg",
        attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
}
