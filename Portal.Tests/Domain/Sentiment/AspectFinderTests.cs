using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Language;
using Portal.Domain.Sentiment;

namespace Portal.Tests.Domain.Sentiment;

public sealed class AspectFinderTests
{
    private static readonly AspectFinder Finder = new(new LabelLexicon(["slow-burn", "fast-paced", "funny", "magic", "violence", "romance", "war"]));

    [Theory]
    [InlineData("Loved the ending, hated the pacing.", "+ending -pacing")]
    [InlineData("Great cast, shame about the script.", "+cast -script")]
    [InlineData("The ending was a let-down.", "-ending")]
    [InlineData("The acting, the score and the costumes are superb.", "+acting +score +costumes")]
    [InlineData("I didn't love the ending.", "-ending")]
    [InlineData("The pacing in the second half was slow.", "-pacing")]
    [InlineData("I found the plot thin and the dialogue wooden.", "-plot -dialogue")]
    [InlineData("It has a brilliant sense of place.", "+sense of place")]
    [InlineData("What I liked most was the humour.", "+humour")]
    [InlineData("What a mess of a plot.", "-plot")]
    [InlineData("The garden alone is worth the trip.", "+garden")]
    [InlineData("Her prose sings, her plots don't.", "+prose -plots")]
    [InlineData("The food was good, the service less so.", "+food -service")]
    [InlineData("Good: the soundtrack. Bad: the save system.", "+soundtrack -save system")]
    [InlineData("The controls feel clunky; the camera is not awful.", "-controls +camera")]
    [InlineData("No complaints about the service.", "+service")]
    [InlineData("Not enough vegetarian options, too much salt.", "-vegetarian options -salt")]
    [InlineData("The walk itself is stunning.", "+walk")]
    [InlineData("The guide knew everything and made us laugh.", "+guide")]
    public void What_is_said_of_parts_is_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Finder.Find(text).Select(aspect => (aspect.Score > 0 ? "+" : "-") + aspect.Words)));

    [Theory]
    [InlineData("It was boring.")]
    [InlineData("A great film.")]
    [InlineData("Loved it, hated it, loved it again.")]
    [InlineData("The best thing I have read this year.")]
    [InlineData("The museum has three floors.")]
    [InlineData("Das Ende war großartig, aber die Mitte war langweilig.")]
    [InlineData("")]
    public void What_judges_the_whole_or_nothing_has_no_parts(string text) => Assert.Empty(Finder.Find(text));

    [Theory]
    [InlineData("Slow pacing.", "slow-burn", -1)]
    [InlineData("The pacing was slow.", "slow-burn", -1)]
    [InlineData("I adored the magic.", "magic", 1)]
    [InlineData("The dialogue is funny.", "funny", 1)]
    [InlineData("It was too violent for me.", "violence", -1)]
    public void Parts_are_tied_to_the_catalogues_words(string text, string label, int sign)
    {
        var aspect = Assert.Single(Finder.Find(text));

        Assert.Equal([label], aspect.Labels);
        Assert.Equal(sign, Math.Sign(aspect.Score));
    }

    [Fact]
    public void Somebody_who_misses_something_is_not_against_it()
    {
        var aspect = Assert.Single(Finder.Find("The jokes aren't funny."));

        Assert.Equal(("jokes", -1, 0), (aspect.Words, Math.Sign(aspect.Score), aspect.Labels.Count));
    }

    [Fact]
    public void The_span_holds_the_words_that_say_it()
    {
        const string Text = "A long day. I loved the strange ending, honestly.";

        var aspect = Assert.Single(Finder.Find(Text));

        Assert.Equal("loved the strange ending", Text[aspect.Start..aspect.End]);
    }

    [Fact]
    public void What_a_person_did_to_an_aspect_survives_a_change_of_the_text()
    {
        var before = Finder.Find("Loved the ending, hated the pacing, great cast.");
        Aspect[] edited = [before[0] with { Turned = true, Score = -before[0].Score }, before[1] with { Removed = true }, before[2]];

        var after = Finder.Find("In short: hated the pacing. Loved the ending. And the cast is poor.").Select(aspect => aspect.WithEditsOf(edited)).ToList();

        Assert.Equal([("pacing", -1, true), ("ending", -1, false), ("cast", -1, false)], after.Select(aspect => (aspect.Words, Math.Sign(aspect.Score), aspect.Removed)));
        Assert.Equal(before.Select(aspect => aspect.Key), edited.Select(aspect => aspect.Key));
        Assert.True(after[1].Turned);
    }

    [Fact]
    public void Any_text_gives_aspects_within_it()
    {
        string[] words = ["loved", "the", "ending", "not", "great", ",", ".", "but", "is", "a", "mess", "of", "and", "pacing", "drags", "too", "slow", "what", "less", "so", "itself", "shame", "about", ":", "'", "-", "it", "hated", "work"];
        var texts = Gen.Elements(words).ListOf().Select(list => string.Join(' ', list)).ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(texts, text => Finder.Find(text).All(aspect =>
            aspect.Start >= 0 && aspect.Start < aspect.End && aspect.End <= text.Length && text[aspect.Start..aspect.End].Contains(aspect.Words, StringComparison.Ordinal)
            && aspect.Score is >= -1 and <= 1 and not 0)));
    }
}
