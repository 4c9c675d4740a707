using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Retrieval;

public sealed class Bm25IndexTests
{
    private static readonly string[] Vocabulary = ["comet", "island", "harbour", "oven", "cooks", "cook", "喜剧", "轻松的故事", "海边的小猫", "космос", "космонавт", "comedies"];

    [Fact]
    public void Score_HandComputed_Agrees()
    {
        // Weighted frequencies; "of" and "a" are stop words:
        //   a: maker 3, title comet 3, film 1, comet 1, near 1: comet 4, length 9
        //   b: maker 3, b 3, title oven 3, film 1, no 1, comet 1, two 1, cook 1: comet 1, length 14
        //   c: maker 3, c 3, title rain 3, film 1: length 10. Average 11.
        Bm25Index index = new(new CatalogueIndex(
        [
            Item("a", title: "Comet", description: "A comet nears."), Item("b", title: "Oven", description: "No comet. Two cooks."), Item("c", title: "Rain"),
        ]));
        var scores = new float[3];

        index.Score(["comet", "comet", "unknown"], scores);

        // idf = ln(1 + 1.5 / 2.5) = .470004; norms 1.2 (.25 + .75 · 9 / 11) = 1.036364 and 1.2 (.25 + .75 · 14 / 11) = 1.445455.
        // a: .470004 · 4 · 2.2 / (4 + 1.036364) = .821234; b: .470004 · 2.2 / (1 + 1.445455) = .422829.
        Assert.Equal(0.821234f, scores[0], 5);
        Assert.Equal(0.422829f, scores[1], 5);
        Assert.Equal(0, scores[2]);
    }

    [Theory]
    [InlineData("喜剧", "comedy")]
    [InlineData("轻松的喜剧片", "comedy")]
    [InlineData("猫", "cat")]
    [InlineData("小猫", "cat")]
    [InlineData("剧院", "theatre")]
    [InlineData("宇宙", "space")]
    [InlineData("宇宙の旅人", "space")]
    [InlineData("netflix看", "mixed")]
    [InlineData("космонавты", "russian")]
    [InlineData("영화", "korean")]
    public void Score_OtherScripts_TheRightItemIsFirst(string query, string expected)
    {
        CatalogueIndex catalogue = new(
        [
            Item("comedy", description: "一部轻松的喜剧"), Item("theatre", description: "剧院里的喜事"), Item("cat", description: "海边的小猫"), Item("dog", description: "看家的小狗在海边"),
            Item("space", description: "宇宙を旅する少年の物語"), Item("kitchen", description: "台所の物語"), Item("mixed", description: "在Netflix看的"), Item("watch", description: "看的"),
            Item("russian", description: "Космонавт возвращается"), Item("other-russian", description: "Повар и море"), Item("korean", description: "좋은 영화를 봤다"),
        ]);
        var scores = new float[catalogue.Count];

        new Bm25Index(catalogue).Score(TextAnalyzer.Terms(query).Select(term => term.Stem), scores);

        Assert.Equal(expected, catalogue.Items[Array.IndexOf(scores, scores.Max())].Id);
    }

    [Fact]
    public void Score_PairsOfCharacters_DoNotMatchTheSameCharactersApart()
    {
        Bm25Index index = new(new CatalogueIndex([Item("a", description: "喜剧"), Item("b", description: "剧院里的喜事"), Item("c", description: "山")]));
        var scores = new float[3];

        index.Score(TextAnalyzer.Terms("喜剧").Select(term => term.Stem), scores);

        Assert.True(scores[0] > 0);
        Assert.Equal([0, 0], scores[1..]);
    }

    [Fact]
    public void Index_FromTheLast_EqualsOneBuiltAnewAndReadsOnlyWhatChanged() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            Random random = new(seed.Get);
            var before = Some(random, 5 + random.Next(8));
            Bm25Index first = new(new CatalogueIndex(before));
            var kept = before.Where(_ => random.Next(4) > 0).Select(item => random.Next(3) == 0 ? item with { Description = Text(random) } : item with { }).ToList();
            var after = kept.Concat(Some(random, random.Next(5)).Select(item => item with { Id = $"new-{item.Id}" })).ToList();
            CatalogueIndex catalogue = new(after);

            Bm25Index updated = new(catalogue, first), anew = new(catalogue);

            var changed = after.Count(item => before.Find(old => old.Id == item.Id)?.Description != item.Description);
            return updated.AnalysedCount == changed && anew.AnalysedCount == after.Count && Same(updated, anew, catalogue)
                && Same(new Bm25Index(catalogue, updated), anew, catalogue);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Index_FromTheLast_AnyFieldThatIsSearchedCounts()
    {
        var item = Item("a", "film", ["crime"], ["dark"], description: "rain", title: "Night", attributes: ("country", "France"));
        Bm25Index first = new(new CatalogueIndex([item]));
        (Item Changed, string Term)[] changes =
        [
            (item with { Title = "Dawn" }, "dawn"), (item with { Kind = "book" }, "book"), (item with { Description = "snow" }, "snow"), (item with { Creators = ["Ann Lee"] }, "lee"),
            (item with { Genres = ["comedy"] }, "comedi"), (item with { Tags = ["funny"] }, "funni"), (item with { Attributes = new Dictionary<string, string> { ["country"] = "Peru" } }, "peru"),
        ];

        Assert.All(changes, change => Assert.True(new Bm25Index(new CatalogueIndex([change.Changed]), first).Contains(new ItemIndex(0), change.Term)));
        Assert.Equal(0, new Bm25Index(new CatalogueIndex([item with { Year = 1999 }]), first).AnalysedCount);
    }

    [Fact]
    public void Index_ManyItems_EqualsFewAtATime()
    {
        // Enough for several cores.
        Random random = new(8);
        var items = Some(random, 4500);
        CatalogueIndex catalogue = new(items);
        Bm25Index? step = null;
        for (var count = 1500; count <= items.Count; count += 1500)
        {
            step = new Bm25Index(new CatalogueIndex(items.Take(count)), step);
        }

        Assert.True(Same(step!, new Bm25Index(catalogue), catalogue));
    }

    [Fact]
    public void TermsWithPrefix_Several_MostFrequentFirstThenByName()
    {
        Bm25Index index = new(new CatalogueIndex([Item("1", description: "cook comet cone"), Item("2", description: "comet cone cobra"), Item("3", description: "cone dog")]));

        Assert.Equal(["cone", "comet", "cobra"], index.TermsWithPrefix("co", 3));
        Assert.Equal(["dog"], index.TermsWithPrefix("dog", 3));
        Assert.Empty(index.TermsWithPrefix("zz", 3));
    }

    private static bool Same(Bm25Index a, Bm25Index b, CatalogueIndex catalogue)
    {
        var (x, y) = (new float[catalogue.Count], new float[catalogue.Count]);
        foreach (var stem in Vocabulary.SelectMany(TextAnalyzer.Terms).Select(term => term.Stem).Append("maker"))
        {
            a.Score([stem], x);
            b.Score([stem], y);
            if (!x.SequenceEqual(y) || Enumerable.Range(0, x.Length).Any(i => a.Contains(new ItemIndex(i), stem) != x[i] > 0))
            {
                return false;
            }
        }

        return a.TermCount == b.TermCount && a.PostingBytes == b.PostingBytes && a.TermsWithPrefix("c", 9).SequenceEqual(b.TermsWithPrefix("c", 9));
    }

    private static List<Item> Some(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Item($"i{i:0000}", random.Next(2) == 0 ? "film" : "book", description: Text(random)))];

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(5)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
