using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;

namespace Portal.Tests.Domain.Content;

public sealed class TermVectorTests
{
    // "the" is in too many, "lighthouse" in one only; place 3 has no text, place 6 nothing that is kept.
    private static readonly string?[] Texts =
    [
        "The robot and the Robot dream of rain",
        "the robot walks; a ROBOT sleeps. Robot!",
        "The rain falls on the harbour",
        null,
        "The harbour of the lighthouse",
        "a dream of the harbour, x 9 the rain",
        "the",
    ];

    private static readonly TermVectorOptions Options = new() { MaxShare = 0.8 };
    private static readonly TermVectors Vectors = TermVectors.Build(Texts, Options);

    [Fact]
    public void Build_KeepsTermsThatConnectAndSaySomething()
    {
        HashSet<string> terms = [.. Enumerable.Range(0, Vectors.TermCount).Select(Vectors.TermAt)];

        Assert.Equal(["dream", "harbour", "of", "rain", "robot"], terms.Order(StringComparer.Ordinal));
        Assert.Equal(6, Vectors.DocumentCount);
        Assert.False(Vectors.Has(new ItemIndex(3)));
        Assert.False(Vectors.Has(new ItemIndex(6)));
    }

    [Fact]
    public void Similarities_TwoTexts_AsComputedByHand()
    {
        var scores = new float[7];

        Vectors.Similarities(new ItemIndex(1), scores);

        // Text 1 keeps only "robot", so the cosine is that term's share of text 0: robot twice in 2 of 6 texts; dream in 2, of and rain in 3 each.
        double robot = (1 + Math.Log(2)) * Math.Log(3), dream = Math.Log(3), rain = Math.Log(2), of = Math.Log(2);
        Assert.Equal(robot / Math.Sqrt((robot * robot) + (dream * dream) + (rain * rain) + (of * of)), scores[0], 5);
        Assert.Equal([0, 0, 0, 0], [scores[1], scores[2], scores[4], scores[5]]);
        Assert.True(float.IsNaN(scores[3]) && float.IsNaN(scores[6]));
    }

    [Fact]
    public void Score_AnyTexts_EqualsThePlainComputation() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (words, liked) =>
        {
            string?[] texts = [.. Enumerable.Range(0, 9).Select(text => string.Join(' ', words.Where((_, i) => i % 9 == text).Select(word => $"w{word % 6}")))];
            ItemWeight[] history = [.. liked.Take(4).Select((item, i) => new ItemWeight(new ItemIndex(item % 9), i - 1.5f))];
            TermVectorOptions options = new() { MaxShare = 0.9, MinDocuments = 1 };
            var scores = new float[9];
            TermVectors.Build(texts, options).Score(history, scores);
            return scores.Zip(Plain(texts, options, history)).All(pair => double.IsNaN(pair.Second) ? float.IsNaN(pair.First) : Math.Abs(pair.First - pair.Second) < 1e-4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ScoreText_PlainSumOfTheQuerysWeights()
    {
        var scores = new float[7];

        Vectors.ScoreText("Harbour, harbour of unheard-of things", scores);

        var harbour = (1 + Math.Log(2)) * Math.Log(2);
        var of = (1 + Math.Log(2)) * Math.Log(2);
        Assert.Equal((harbour + of) / Math.Sqrt(2), scores[4], 5);
        Assert.Equal(0, scores[1]);
        Assert.True(float.IsNaN(scores[3]));
    }

    [Fact]
    public void ScoreText_NoKnownTerm_IsUnknownEverywhere()
    {
        var scores = new float[7];

        Vectors.ScoreText("lighthouse the", scores);

        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void Score_HistoryWithoutText_IsUnknownEverywhere()
    {
        var scores = new float[7];

        Vectors.Score([new ItemWeight(new ItemIndex(3), 1), new ItemWeight(new ItemIndex(70), 1)], scores);

        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void Neighbours_BestFirst_OnlyAllowedAndWithSomethingInCommon()
    {
        bool[] all = [true, true, true, true, true, true, true], notTwo = [true, true, false, true, true, true, true];

        var near = Vectors.Neighbours(new ItemIndex(4), 3, all);

        Assert.Equal(3, near.Length);
        Assert.True(near[0].Similarity >= near[1].Similarity && near[1].Similarity >= near[2].Similarity);
        Assert.Equal([0, 2, 5], near.Select(one => one.Item.Value).Order());
        Assert.Equal([0, 5], Vectors.Neighbours(new ItemIndex(4), 3, notTwo).Select(one => one.Item.Value).Order());
        Assert.Equal([0], Vectors.Neighbours(new ItemIndex(1), 3, all).Select(one => one.Item.Value));
    }

    [Fact]
    public void CommonTerms_HeaviestFirst() =>
        Assert.Equal(["dream", "of"], Vectors.CommonTerms(new ItemIndex(0), new ItemIndex(5), 2));

    [Fact]
    public void Build_Analysed_ReadsScriptsWithoutSpaces()
    {
        var vectors = TermVectors.Build(["机器人的梦", "雨中的港口", "机器人在雨中", "空"], new TermVectorOptions { Rule = TermRule.Analysed, MaxShare = 1 });
        var scores = new float[4];

        vectors.ScoreText("机器人", scores);

        Assert.True(scores[0] > 0 && scores[2] > 0 && scores[1] == 0);
    }

    [Fact]
    public void Build_NothingAtAll_IsEmpty() => Assert.Equal(0, TermVectors.Build([]).ItemCount);

    // The formulas of the evaluation contract, written down one after another.
    private static double[] Plain(string?[] texts, TermVectorOptions options, ItemWeight[] history)
    {
        var counts = texts.Select(text => text!.Split(' ', StringSplitOptions.RemoveEmptyEntries).GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count())).ToArray();
        var weights = counts.Select(own => own
            .Select(pair => (pair.Key, Documents: counts.Count(other => other.ContainsKey(pair.Key)), pair.Value))
            .Where(term => term.Documents >= options.MinDocuments && term.Documents < options.MaxShare * texts.Length)
            .ToDictionary(term => term.Key, term => (1 + Math.Log(term.Value)) * Math.Log((double)texts.Length / term.Documents))).ToArray();
        if (!history.Any(one => weights[one.Item.Value].Count > 0))
        {
            return [.. texts.Select(_ => double.NaN)];
        }

        return [.. weights.Select((own, i) => own.Count == 0 ? double.NaN : history.Sum(one => one.Item.Value == i ? 0 : one.Weight * Cosine(own, weights[one.Item.Value])))];

        static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b) => b.Count == 0 ? 0 :
            a.Sum(pair => pair.Value * b.GetValueOrDefault(pair.Key)) / Math.Sqrt(a.Values.Sum(value => value * value) * b.Values.Sum(value => value * value));
    }
}
