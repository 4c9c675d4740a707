using Portal.Domain.Evaluation.Understanding;
using Portal.Domain.Language;

namespace Portal.Tests.Domain.Evaluation;

public sealed class ClauseScorerTests
{
    [Fact]
    public void Add_HandComputedCase_CountsLinksAndPolarities()
    {
        ClauseScorer scorer = new();

        // Right; right subject but wrong way; invented; a kind that the test set does not care for.
        var wrong = scorer.Add(
            Parsed(
                Of(Polarity.Never, new LabelSubject(["body horror", "horror"])),
                Of(Polarity.More, new LabelSubject(["romance"])),
                Of(Polarity.More, new ConceptSubject("old lighthouse")),
                Of(Polarity.More, new KindSubject(["film"]))),
            [Gold("never", "label", "horror"), Gold("less", "label", "romance", "love"), Gold("only", "range") with { Attribute = "minutes", Most = 90 }]);

        Assert.Equal(new ClauseCount(2, 3, 3), scorer.Counts["link"]);
        Assert.Equal(new ClauseCount(1, 3, 3), scorer.Counts["clause"]);
        Assert.Equal(new ClauseCount(0, 2, 0), scorer.Counts["clause more"]);
        Assert.Equal(new ClauseCount(1, 2, 2), scorer.Counts["polarity"]);
        Assert.Equal(new ClauseCount(0, 1, 0), scorer.Counts["polarity more"]);
        Assert.Equal(new ClauseCount(1, 1, 2), scorer.Counts["constraint"]);
        Assert.Equal(new ClauseCount(0, 1, 1), scorer.Counts["exact"]);
        Assert.Equal(2.0 / 3, scorer.Counts["link"].F1, 6);
        Assert.Equal(3, wrong.Count);
    }

    [Fact]
    public void Add_RangesAndConcepts_MatchByBoundsAndByHalfOfTheWords()
    {
        ClauseScorer scorer = new();

        scorer.Add(
            Parsed(Of(Polarity.Only, new RangeSubject("year", 2011, null)), Of(Polarity.Only, new RangeSubject("minutes", null, 91)), Of(Polarity.Never, new ConceptSubject("talking dogs"))),
            [Gold("only", "range") with { Attribute = "year", Least = 2011 }, Gold("only", "range") with { Attribute = "minutes", Most = 90 }, Gold("never", "concept") with { Text = "dogs" }]);

        Assert.Equal(new ClauseCount(2, 3, 3), scorer.Counts["link"]);
        Assert.Equal(new ClauseCount(1, 1, 1), scorer.Counts["about concept"]);
    }

    [Fact]
    public void F1_NothingFoundAndNothingWanted_IsOne() => Assert.Equal((1, 0, 0), (new ClauseCount(0, 0, 0).F1, new ClauseCount(0, 2, 0).F1, new ClauseCount(0, 0, 2).F1));

    [Fact]
    public void PolarityMacro_ThreeOfOneRightAndOneOfAnotherWrong_CountsEveryPolarityTheSame()
    {
        ClauseScorer scorer = new();

        scorer.Add(
            Parsed(Of(Polarity.More, new LabelSubject(["a"])), Of(Polarity.More, new LabelSubject(["b"])), Of(Polarity.More, new LabelSubject(["c"])), Of(Polarity.More, new LabelSubject(["d"]))),
            [Gold("more", "label", "a"), Gold("more", "label", "b"), Gold("more", "label", "c"), Gold("never", "label", "d")]);

        Assert.Equal(0.75, scorer.Counts["polarity"].F1, 6);
        Assert.Equal((0.75 + 1) / 2, scorer.PolarityMacro.Precision, 6);
        Assert.Equal((1 + 0) / 2.0, scorer.PolarityMacro.Recall, 6);
        Assert.Equal((6.0 / 7) / 2, scorer.PolarityMacro.F1, 6);
    }

    private static GoldClause Gold(string polarity, string about, params string[] targets) => new(polarity, about, targets);

    private static Clause Of(Polarity polarity, Subject subject) => new() { Start = 0, End = 1, Phrase = "x", Polarity = polarity, Subject = subject };

    private static ParsedStatement Parsed(params Clause[] clauses) => new() { Text = "x", Wanted = "x", Clauses = clauses };
}
