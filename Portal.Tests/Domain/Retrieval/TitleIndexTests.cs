using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Retrieval;

public sealed class TitleIndexTests
{
    private static readonly string[] Some = ["a", "An", "ann", "ab", "B"];

    [Fact]
    public void Score_TitleBeginningInside_ThreeTwoOne()
    {
        TitleIndex index = new(new CatalogueIndex([Item("a", title: "Her"), Item("b", title: "Heretic"), Item("c", title: "Over HER!"), Item("d", title: "Other"), Item("e", title: "Her, Over Her")]));
        var scores = new float[5];

        Assert.True(index.Score("her", scores));
        Assert.Equal([3, 2, 1, 0, 2], scores);
        Assert.False(index.Score(" - ", scores));
        Assert.Equal(new float[5], scores);
    }

    [Fact]
    public void Score_AnyTitles_EqualsAskingEachTitle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            Random random = new(seed.Get);
            string[] titles = [.. Enumerable.Range(0, 11).Select(_ => Title(random, 4))];
            var query = Title(random, 2);
            CatalogueIndex catalogue = new(titles.Select((title, i) => Item($"{i:00}", title: title)));
            var scores = new float[titles.Length];

            var any = new TitleIndex(catalogue).Score(query, scores);

            float[] expected = [.. titles.Select(title => Plain(title, query))];
            return scores.SequenceEqual(expected) && any == expected.Any(score => score > 0);
        }).QuickCheckThrowOnFailure();

    private static float Plain(string title, string query)
    {
        var (words, wanted) = (Joined(title), Joined(query));
        return words == wanted ? 3 : words.StartsWith(wanted, StringComparison.Ordinal) ? 2 : words.Contains(' ' + wanted, StringComparison.Ordinal) ? 1 : 0;

        static string Joined(string text) => string.Join(' ', Words.Of(text).Select(word => word.Text));
    }

    private static string Title(Random random, int most) =>
        string.Join(random.Next(2) == 0 ? " " : ", ", Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Some[random.Next(Some.Length)]));
}
