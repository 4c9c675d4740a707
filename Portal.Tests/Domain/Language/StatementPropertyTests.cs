using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Language;

namespace Portal.Tests.Domain.Language;

/// <summary>What holds of every text, whatever stands in it.</summary>
public sealed class StatementPropertyTests
{
    private static readonly StatementParser Parser = new(LanguageFixture.Vocabulary);

    private static readonly string[] Pieces =
    [
        "no", "horror", "gore", "and", "or", ",", ".", "?", "!", "under two hours", "nothing", "but", "except", "unless", "I love", "less", "only", "not too", "the 80s", "like", "Arrival", "by Le Guin", "puts me to sleep", "in the evening",
        "when I'm tired", "don't mind", "bagpipes", ":", "—", "\n", "\ud83d", "👻", "没有", "'", "’s", "1h30", "€20", "2-3", "I can't stand", "films", "never again", "so", "because", "(", ")", "\"", "in French", "over", "neither", "nor", "sci-fi", "horor",
    ];

    [Fact]
    public void Any_text_is_read_without_failing_and_in_order() => Check(text =>
    {
        var parsed = Parser.Parse(text);

        Assert.All(parsed.Clauses, clause =>
        {
            Assert.InRange(clause.Start, 0, clause.End);
            Assert.InRange(clause.End, clause.Start + 1, text.Length);
            Assert.Contains(clause.Phrase, text, StringComparison.Ordinal);
            Assert.InRange(clause.Strength, 0, 1);
        });
        Assert.All(parsed.NotUnderstood, span => Assert.InRange(span.End, span.Start + 1, text.Length));
        Assert.All(parsed.Questions, question => Assert.InRange(question.Choices.Count, 2, 3));
        Assert.Equal(parsed.Clauses.Count, parsed.Clauses.Select(clause => clause.Key).Distinct().Count());
    });

    [Fact]
    public void A_text_is_always_read_the_same() => Check(text =>
    {
        var (first, second) = (Parser.Parse(text), new StatementParser(LanguageFixture.Vocabulary).Parse(text));

        Assert.Equal(first.Clauses.Select(clause => (clause.Key, clause.Start, clause.End, clause.Strength)), second.Clauses.Select(clause => (clause.Key, clause.Start, clause.End, clause.Strength)));
        Assert.Equal(first.Wanted, second.Wanted);
    }, most: 60);

    [Fact]
    public void What_is_wanted_holds_no_refusal() => Check(text =>
    {
        var parsed = Parser.Parse(text);
        var blanked = new StringBuilder(text);
        foreach (var clause in parsed.Of(Polarity.Never))
        {
            for (var i = clause.Start; i < clause.End; i++)
            {
                blanked[i] = ' ';
            }
        }

        var left = Words.Of(blanked.ToString()).Select(word => word.Text).ToList();
        Assert.All(Words.Of(parsed.Wanted).Select(word => word.Text), word => Assert.Contains(word, left));
    });

    private static void Check(Action<string> holds, int most = 400)
    {
        var words = Gen.Elements(Pieces).ListOf().Select(pieces => string.Join(' ', pieces));
        var letters = ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? "");
        Prop.ForAll(Gen.OneOf(words, words, letters).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(most));
    }
}
