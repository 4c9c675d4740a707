using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class WhatWouldChangeTests : PortalBunitContext
{
    private readonly Oracle _oracle = new();

    public WhatWouldChangeTests() => Services.AddSingleton<IWhatIf>(_oracle);

    [Fact]
    public void Answers_come_one_by_one_and_what_is_still_sought_is_said()
    {
        var panel = Render<WhatWouldChange>(parameters => parameters.Add(p => p.Entry, Entry("a")));
        Assert.Equal("Ranking your list again without it …", panel.Find("[role=status]").TextContent);
        Assert.Equal("true", panel.Find("section").GetAttribute("aria-busy"));

        _oracle.Say(new WhatIf(WithoutKind.Words, "slow-burn", 3, 14));
        panel.WaitForAssertion(() => Assert.Equal(["Without “slow-burn” this would be #14."], Rows(panel)));
        Assert.Equal("On your whole list it is #3 now.", panel.Find(".change__now").TextContent);
        Assert.NotEmpty(panel.FindAll("[role=status]"));

        _oracle.Say(new WhatIf(WithoutKind.Inspiration, "Contact", 3, null));
        _oracle.Say(new WhatIf(WithoutKind.Part, "popularity", 3, 3));
        _oracle.Say(new WhatIf(WithoutKind.Mood, "something light", 3, 4));
        _oracle.Say(new WhatIf(WithoutKind.Words, "no gore", 3, 3, [Card("Alien"), Card("The Fly")]));
        _oracle.Say(new WhatIf(WithoutKind.Words, "no war", 3, 3, []));
        _oracle.End();

        panel.WaitForAssertion(() => Assert.Equal(
            [
                "Without “slow-burn” this would be #14.", "Without Contact as inspiration this would not be among the first 100.", "Without the part “Popularity” this would stay #3.",
                "Without the mood “something light” this would be #4.", "Without “no gore” these 2 would be among the first 20: Alien, The Fly",
                "Without “no war” nothing else would be among the first 20.",
            ],
            Rows(panel)));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("[role=status]")));
        Assert.Equal("/item/Alien", panel.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void A_failure_is_said_and_another_try_begins_anew()
    {
        var panel = Render<WhatWouldChange>(parameters => parameters.Add(p => p.Entry, Entry("a")));
        _oracle.Say(new WhatIf(WithoutKind.Words, "slow-burn", 3, 14));
        _oracle.Fail();
        panel.WaitForAssertion(() => Assert.StartsWith("This could not be worked out.", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        Act(() => panel.Find("button").Click());
        _oracle.Say(new WhatIf(WithoutKind.Words, "slow-burn", 3, 15));
        _oracle.End();

        panel.WaitForAssertion(() => Assert.Equal(["Without “slow-burn” this would be #15."], Rows(panel)));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("[role=alert], [role=status]")));
    }

    [Fact]
    public void Closing_gives_up_and_what_was_found_is_not_sought_again()
    {
        var (a, b) = (Entry("a"), Entry("b"));
        var panel = Render<WhatWouldChange>(parameters => parameters.Add(p => p.Entry, a));
        panel.Render(parameters => parameters.Add(p => p.Entry, null));
        panel.WaitForAssertion(() => Assert.Equal(1, _oracle.GivenUp));

        panel.Render(parameters => parameters.Add(p => p.Entry, b));
        _oracle.Say(new WhatIf(WithoutKind.Words, "slow-burn", 3, 14));
        _oracle.End();
        panel.WaitForAssertion(() => Assert.Equal("false", panel.Find("section").GetAttribute("aria-busy")));
        panel.Render(parameters => parameters.Add(p => p.Entry, null));
        panel.Render(parameters => parameters.Add(p => p.Entry, b));

        Assert.Equal(["Without “slow-burn” this would be #14."], Rows(panel));
        Assert.Equal(["a", "b"], _oracle.Asked);
    }

    private static IEnumerable<string> Rows(IRenderedComponent<WhatWouldChange> panel) =>
        panel.FindAll(".change__row").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static ItemCard Card(string title) => new(title, "film", title, 2000, [], [], [], "", "/c.svg", new Dictionary<string, string>());

    private static FeedEntry Entry(string id) => new()
    {
        Item = Card(id),
        Origin = new FeedbackOrigin("feed"),
        Score = 0,
        Contributions = [],
        Reason = null,
        Telling = [],
        Traits = [],
        Served = new ServedQuery("me", new FeedRequest(), new FeedQuery { Person = PersonProfile.Unknown, Weights = RankingWeights.Default, Now = EngineFixtures.Now, Count = 24 }, "", null),
    };

    /// <summary>Says what the test tells it, when the test tells it.</summary>
    private sealed class Oracle : IWhatIf
    {
        private Channel<WhatIf> _answers = Channel.CreateUnbounded<WhatIf>();

        public List<string> Asked { get; } = [];

        public int GivenUp { get; private set; }

        public void Say(WhatIf answer) => Assert.True(_answers.Writer.TryWrite(answer));

        public void End() => _answers.Writer.Complete();

        public void Fail() => _answers.Writer.Complete(new InvalidOperationException("No oracle today."));

        public async IAsyncEnumerable<WhatIf> AskAsync(FeedEntry entry, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Asked.Add(entry.Item.Id);
            _answers = Channel.CreateUnbounded<WhatIf>();
            try
            {
                await foreach (var answer in _answers.Reader.ReadAllAsync(cancellationToken))
                {
                    yield return answer;
                }
            }
            finally
            {
                GivenUp += cancellationToken.IsCancellationRequested ? 1 : 0;
            }
        }
    }
}
