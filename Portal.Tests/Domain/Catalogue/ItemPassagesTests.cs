using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Catalogue;

public sealed class ItemPassagesTests
{
    [Fact]
    public void Of_TextThatIsWhole_None()
    {
        var item = Item("comet", description: Sentences(6));

        Assert.False(ItemText.IsCut(item));
        Assert.Empty(ItemPassages.Of(item));
        Assert.Equal(ItemText.Hash(ItemText.Of(item)), ItemText.HashOf(item));
    }

    [Fact]
    public void Of_LongDescription_HoldsItsEnd()
    {
        var item = Item("comet", description: Sentences(14) + " The lighthouse keeper was the thief.");

        var passages = ItemPassages.Of(item);

        Assert.DoesNotContain("lighthouse", ItemText.Of(item), StringComparison.Ordinal);
        Assert.InRange(passages.Count, 2, ItemPassages.Most);
        Assert.EndsWith("The lighthouse keeper was the thief.", passages[^1], StringComparison.Ordinal);
        Assert.All(passages, passage => Assert.StartsWith("Sentence", passage, StringComparison.Ordinal));
        Assert.NotEqual(ItemText.Hash(ItemText.Of(item)), ItemText.HashOf(item));
    }

    [Fact]
    public void Of_VeryLongDescription_SomeUpToTheLastWithoutTheFirst()
    {
        var item = Item("comet", description: Sentences(90));
        var windows = ItemPassages.Windows(item.Description);

        var passages = ItemPassages.Of(item);

        Assert.True(windows.Count > 2 * ItemPassages.Most);
        Assert.Equal(ItemPassages.Most, passages.Count);
        Assert.DoesNotContain(windows[0], passages);
        Assert.Equal(windows[^1], passages[^1]);
        Assert.Equal(passages, windows.Where(passages.Contains));
    }

    [Fact]
    public void HashOf_EndOfALongTextChanges_Differs()
    {
        var item = Item("comet", description: Sentences(14));

        var changed = item with { Description = item.Description + " More." };

        Assert.Equal(ItemText.Of(item), ItemText.Of(changed));
        Assert.NotEqual(ItemText.HashOf(item), ItemText.HashOf(changed));
    }

    [Theory]
    [InlineData("他说：“走吧。”然后就走了！", "他说：“走吧。”|然后就走了！")]
    [InlineData("夏の夜（暑い。）雨だ。", "夏の夜（暑い。）|雨だ。")]
    [InlineData("“Stop!” He ran 3.5 miles (fast.) Why?", "“Stop!”|He ran 3.5 miles (fast.)|Why?")]
    [InlineData("No stop\nnor here", "No stop|nor here")]
    public void Windows_AnyScript_EndWithSentences(string text, string expected)
    {
        // Each sentence is stretched by a word so long that no window holds two.
        var filler = new string('x', 200);
        var sentences = expected.Split('|');
        var stretched = text;
        foreach (var sentence in sentences)
        {
            stretched = stretched.Replace(sentence, filler + sentence, StringComparison.Ordinal);
        }

        Assert.Equal(sentences.Select(sentence => filler + sentence), ItemPassages.Windows(stretched));
    }

    [Fact]
    public void Windows_NoSentences_CutBetweenWordsOrCharacters()
    {
        Assert.All(ItemPassages.Windows(string.Join(' ', Enumerable.Repeat("wandering", 200))), window => Assert.EndsWith("wandering", window, StringComparison.Ordinal));
        Assert.All(ItemPassages.Windows(string.Concat(Enumerable.Repeat("x𠮷", 999))), window => Assert.False(char.IsLowSurrogate(window[0])));
    }

    [Fact]
    public void Windows_AnyText_ShortAndTogetherTheText() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            Random random = new(seed.Get);
            var text = string.Concat(Enumerable.Range(0, random.Next(2500)).Select(_ => "abcdefgh..! 。」\n ,"[random.Next(17)]));

            var windows = ItemPassages.Windows(text);

            return windows.All(window => window.Length is > 0 and <= ItemPassages.MaxLength) && Letters(string.Concat(windows)) == Letters(text);
        }).QuickCheckThrowOnFailure();

    private static string Sentences(int count) => string.Join(' ', Enumerable.Range(1, count).Select(i => $"Sentence {i} says what happens on the island where they all live."));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
