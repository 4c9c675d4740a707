using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Context;
using Portal.Domain.Graph;
using Portal.Domain.Ranking;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class ReasonWriterTests : PortalBunitContext
{
    private static readonly Evidence Wrote = new StatementEvidence(Guid.Empty, "Slow-burn sci-fi, no gore", ["slow-burn", "science fiction"], "Slow-burn");

    public ReasonWriterTests() => Services.AddSingleton<ReasonWriter>();

    public static TheoryData<string, float, Evidence?, string?, string?> Cases => new()
    {
        { "statements", 0.4f, Wrote, "“Slow-burn”, you said — science fiction", "你说过“Slow-burn”——science fiction" },
        { "statements", 0.4f, new StatementEvidence(Guid.Empty, "Quiet films", []), "“Quiet films”, you said", "你说过“Quiet films”" },
        { "less", -0.4f, new StatementEvidence(Guid.Empty, "westerns, but less gore", [], "gore"), "You want less: “gore”", "你想少看：“gore”" },
        { "less", -0.4f, new MoodEvidence("something light, less war", ["war"]), "Not in the mood for “war”", "此刻不想看：“war”" },
        { "statements", 0.4f, new StatementEvidence(Guid.Empty, "Fine. Loved the ending.", [], "Loved the ending", "Arrival"), "In your review of Arrival: “Loved the ending”", "你对《Arrival》的评论：“Loved the ending”" },
        { "mood", 0.9f, new MoodEvidence("something light", ["light"]), "Fits your mood: light", "符合此刻的心情：light" },
        { "mood", 0.9f, new MoodEvidence("something light", []), "In the mood for “something light”", "此刻想看：“something light”" },
        { "interests", 0.2f, new ItemEvidence("a", "Arrival", ["first contact", "linguistics"]), "Like Arrival — first contact, linguistics", "与《Arrival》相似——first contact、linguistics" },
        { "interests", -0.2f, new ItemEvidence("a", "Arrival", ["gore"]), "Too much like Arrival — gore", "与《Arrival》过于相似——gore" },
        { "interests", 0.2f, new ItemEvidence("a", "Arrival", []), "Like Arrival", "与《Arrival》相似" },
        { "interests", 0.2f, new InterestEvidence("a", "Arrival", ["aliens"], "slow-burn, science fiction"), "Fits your interest in slow-burn, science fiction, like Arrival — aliens", "符合你对slow-burn, science fiction的兴趣，与《Arrival》相似——aliens" },
        { "people", 0.2f, new ItemEvidence("a", "Arrival", []), "People who liked Arrival also liked this", "喜欢《Arrival》的人也喜欢" },
        { "session", 0.2f, new ItemEvidence("a", "Arrival", ["aliens"]), "From this session: after Arrival — aliens", "来自本次浏览：接着《Arrival》——aliens" },
        { "graph", 0.2f, new PathEvidence("a", "Arrival", [], "director", "Denis Villeneuve"), "Same director as Arrival: Denis Villeneuve", "与《Arrival》同一导演：Denis Villeneuve" },
        { "graph", 0.2f, new PathEvidence("a", "Arrival", [], "decade", "2010"), "From the 2010s, like Arrival", "与《Arrival》同属 2010 年代" },
        { "context", 0.2f, new MomentEvidence(ContextValue.Evening, ["slow-burn"]), "Often liked in the evening — slow-burn", "晚上常被喜欢——slow-burn" },
        { "context", -0.2f, new MomentEvidence(ContextValue.Phone, []), "Seldom liked on a phone", "在手机上较少被喜欢" },
        { "popularity", 0.1f, new CountEvidence(17), "17 people like it", "有 17 人喜欢" },
        { "popularity", 0.1f, new CountEvidence(1), "One person likes it", "有 1 人喜欢" },
        { "freshness", 0.03f, new YearEvidence(2021), "From 2021", "2021 年的作品" },
        { "repetition", -0.1f, new CountEvidence(3), "Was on your list 3 times in the last two days", "过去两天在你的推荐中出现过 3 次" },
        { "repetition", -0.1f, new CountEvidence(1), "Was on your list once in the last two days", "过去两天在你的推荐中出现过 1 次" },
        { RankingSignals.Variety, -0.1f, new ItemEvidence("b", "Contact", ["aliens"]), "Similar to Contact, further up — aliens", "与前面的《Contact》相近——aliens" },
        { RankingSignals.LongTail, 0.02f, new CountEvidence(0), "Little known: nobody has liked it yet", "少有人知：还没有人喜欢" },
        { RankingSignals.LongTail, 0.02f, new CountEvidence(1), "Little known: one person likes it so far", "少有人知：目前有 1 人喜欢" },
        { RankingSignals.LongTail, 0.02f, new CountEvidence(3), "Little known: 3 people like it so far", "少有人知：目前有 3 人喜欢" },
        { RankingSignals.Exploration, 0.3f, new ExplorationEvidence(2), "To find out: only 2 people have judged it so far", "试探：目前只有 2 人评价过" },
        { RankingSignals.Exploration, 0.3f, new ExplorationEvidence(0), "To find out: nobody has judged it yet", "试探：还没有人评价过" },
        { "popularity", 0.1f, null, null, null },
        { "a signal of tomorrow", 0.1f, new CountEvidence(5), null, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_contribution_becomes_a_sentence_in_both_languages(string signal, float amount, Evidence? evidence, string? english, string? chinese)
    {
        var writer = Services.GetRequiredService<ReasonWriter>();
        Contribution contribution = new(signal, amount, 1, 1, amount, evidence);

        Assert.Equal(english, writer.Write(contribution));
        Speak("zh-Hans");
        Assert.Equal(chinese, writer.Write(contribution));
    }

    [Fact]
    public void Balance_is_told_in_both_directions()
    {
        var writer = Services.GetRequiredService<ReasonWriter>();
        BalanceEvidence evidence = new("drama", 0.5f, 0.25f);
        string Told(float amount) => writer.Write(new Contribution(RankingSignals.Balance, amount, 1, 1, amount, evidence))!.Replace(" %", "%", StringComparison.Ordinal);

        Assert.Equal("drama is 50% of what you like and 25% of the list above", Told(0.1f));
        Assert.Equal("drama is 25% of the list above and 50% of what you like", Told(-0.1f));
    }

    [Theory]
    [InlineData("I would love to see slow and thoughtful films about people who meet something they cannot understand", "I would love to see slow and thoughtful films about people…")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff…")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff👩‍🚀 and more", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff…")]
    [InlineData("exactly sixty characters long is what this sentence is, yes.", "exactly sixty characters long is what this sentence is, yes.")]
    public void A_long_sentence_is_cut_after_a_word_and_never_within_a_character(string said, string quoted)
    {
        var sentence = Services.GetRequiredService<ReasonWriter>().Write(new Contribution("statements", 1, 1, 1, 1, new StatementEvidence(Guid.Empty, said, [])));

        Assert.Equal($"“{quoted}”, you said", sentence);
    }

    [Fact]
    public void A_long_title_is_cut_on_a_card_and_whole_in_the_panel()
    {
        var title = "The Strange Case of the Very Long Title " + new string('x', 40);
        Contribution contribution = new("people", 1, 1, 1, 1, new ItemEvidence("a", title, []));
        var writer = Services.GetRequiredService<ReasonWriter>();

        Assert.Equal("People who liked The Strange Case of the Very Long Title… also liked this", writer.Write(contribution));
        Assert.Contains(title, writer.Whole(contribution), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_evidence_is_told_in_words_of_its_own()
    {
        var writer = Services.GetRequiredService<ReasonWriter>();
        foreach (var culture in new[] { "en", "zh-Hans" })
        {
            Speak(culture);
            var told = Cases.Select(row => (Signal: (string)row[0], Amount: (float)row[1], Evidence: row[2] as Evidence)).Where(row => row.Amount > 0 && row.Evidence is not null)
                .Select(row => (Kind: (row.Signal, row.Evidence!.GetType()), Words: writer.Write(new Contribution(row.Signal, row.Amount, 1, 1, row.Amount, row.Evidence))))
                .Where(row => row.Words is not null).DistinctBy(row => row.Kind).ToList();

            Assert.True(told.Count >= 10, $"Only {told.Count} kinds are told.");
            var beginnings = told.Select(row => row.Words!.Replace("Arrival", "", StringComparison.Ordinal)).Select(words => words[..Math.Min(11, words.Length)]).ToList();
            Assert.Equal(beginnings.Distinct(), beginnings);
        }
    }

    [Fact]
    public void Every_signal_term_and_number_has_its_words_in_both_languages()
    {
        var text = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<FeedText>>();
        foreach (var culture in new[] { "en", "zh-Hans" })
        {
            Speak(culture);
            Assert.All(RankingSignals.All.Select(signal => signal.Key).Concat(RankingSignals.Terms), key =>
            {
                Assert.NotEqual(key, text.Signal(key));
                Assert.NotNull(text.SignalAbout(key));
            });
            Assert.All(Enum.GetNames<ContextValue>(), name => Assert.False(text["At" + name].ResourceNotFound, name));
            Assert.All([.. Enum.GetNames<AttributeKind>(), "Director", "Author"], name => Assert.False(text["Path" + name].ResourceNotFound || text["Relation" + name].ResourceNotFound, name));
            Assert.All(Enum.GetNames<TraitKind>(), name => Assert.False(text["Trait" + name].ResourceNotFound, name));
            Assert.All(WeightParameter.All, parameter => Assert.False(text["Parameter" + parameter.Name].ResourceNotFound, parameter.Name));
        }
    }
}
