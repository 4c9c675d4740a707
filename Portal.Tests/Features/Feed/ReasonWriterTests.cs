using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Ranking;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class ReasonWriterTests : PortalBunitContext
{
    private static readonly Evidence Wrote = new StatementEvidence(Guid.Empty, "Slow-burn science fiction", ["slow-burn", "science fiction"]);

    public ReasonWriterTests() => Services.AddSingleton<ReasonWriter>();

    public static TheoryData<string, float, Evidence?, string?, string?> Cases => new()
    {
        { "statements", 0.4f, Wrote, "You wrote: “Slow-burn science fiction” — slow-burn, science fiction", "你写过：“Slow-burn science fiction”——slow-burn、science fiction" },
        { "statements", 0.4f, new StatementEvidence(Guid.Empty, "Quiet films", []), "You wrote: “Quiet films”", "你写过：“Quiet films”" },
        { "mood", 0.9f, new MoodEvidence("something light", ["light"]), "Fits your mood: light", "符合此刻的心情：light" },
        { "mood", 0.9f, new MoodEvidence("something light", []), "In the mood for “something light”", "此刻想看：“something light”" },
        { "taste", 0.2f, new ItemEvidence("a", "Arrival", ["first contact", "linguistics"]), "Like Arrival — first contact, linguistics", "与《Arrival》相似——first contact、linguistics" },
        { "taste", -0.2f, new ItemEvidence("a", "Arrival", ["gore"]), "Too much like Arrival — gore", "与《Arrival》过于相似——gore" },
        { "taste", 0.2f, new ItemEvidence("a", "Arrival", []), "Like Arrival", "与《Arrival》相似" },
        { "popularity", 0.1f, new CountEvidence(17), "17 people like it", "有 17 人喜欢" },
        { "popularity", 0.1f, new CountEvidence(1), "One person likes it", "有 1 人喜欢" },
        { "freshness", 0.03f, new YearEvidence(2021), "From 2021", "2021 年的作品" },
        { "repetition", -0.1f, new CountEvidence(3), "Was on your list 3 times in the last two days", "过去两天在你的推荐中出现过 3 次" },
        { "repetition", -0.1f, new CountEvidence(1), "Was on your list once in the last two days", "过去两天在你的推荐中出现过 1 次" },
        { RankingSignals.Variety, -0.1f, new ItemEvidence("b", "Contact", ["aliens"]), "Similar to Contact, further up — aliens", "与前面的《Contact》相近——aliens" },
        { "popularity", 0.1f, null, null, null },
        { "a signal of tomorrow", 0.1f, new CountEvidence(5), null, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_contribution_becomes_a_sentence_in_both_languages(string signal, float amount, Evidence? evidence, string? english, string? chinese)
    {
        var writer = Services.GetRequiredService<ReasonWriter>();
        Contribution contribution = new(signal, amount, 1, amount, evidence);

        Assert.Equal(english, writer.Write(contribution));
        Speak("zh-Hans");
        Assert.Equal(chinese, writer.Write(contribution));
    }

    [Theory]
    [InlineData("I would love to see slow and thoughtful films about people who meet something they cannot understand", "I would love to see slow and thoughtful films about people…")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff…")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff👩‍🚀 and more", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff…")]
    [InlineData("exactly sixty characters long is what this sentence is, yes.", "exactly sixty characters long is what this sentence is, yes.")]
    public void A_long_sentence_is_cut_after_a_word_and_never_within_a_character(string said, string quoted)
    {
        var sentence = Services.GetRequiredService<ReasonWriter>().Write(new Contribution("statements", 1, 1, 1, new StatementEvidence(Guid.Empty, said, [])));

        Assert.Equal($"You wrote: “{quoted}”", sentence);
    }

    [Fact]
    public void Every_signal_has_a_name_and_a_sentence_in_both_languages()
    {
        var text = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<FeedText>>();
        foreach (var culture in new[] { "en", "zh-Hans" })
        {
            Speak(culture);
            Assert.All(RankingSignals.All, signal =>
            {
                Assert.NotEqual(signal.Key, text.Signal(signal.Key));
                Assert.NotNull(text.SignalAbout(signal.Key));
            });
        }
    }
}
