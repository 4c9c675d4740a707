using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Preferences;
using Portal.Tests.Support;
using static Portal.Tests.Features.Preferences.HandMade;

namespace Portal.Tests.Features.Preferences;

public sealed class SummaryTests : FeedScene
{
    private static readonly string[] Labels = ["slow-burn", "science fiction", "horror", "gore", "comedy", "jazz", "space travel", "coming-of-age"];

    private static readonly string[] Kinds = ["film", "book", "series"];

    private SummaryService Summaries => Services.GetRequiredService<SummaryService>();

    private SummaryWriter Writer => Services.GetRequiredService<SummaryWriter>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(
            [.. Labels.Select((label, i) => Film($"film{i}", 2000 + i, genres: [label])), Film("novel", kind: "book", genres: ["literary fiction"]), Film("serial", kind: "series", genres: ["crime"])]);
    }

    [Fact]
    public void A_summary_has_a_sentence_for_each_way_in_which_clauses_point()
    {
        var summary = Writer.Write(
        [
            Of(Polarity.Never, Label("gore")), Of(Polarity.More, Label("slow-burn")), Of(Polarity.Less, Label("horror")), Of(Polarity.More, Label("science fiction")),
            Of(Polarity.Only, new KindSubject(["film"])), Of(Polarity.Only, new RangeSubject("minutes", null, 120)), Of(Polarity.Never, Label("war")),
            Of(Polarity.More, Label("jazz"), 1), Of(Polarity.Less, Label("comedy"), 0.4), Of(Polarity.More, Label("crime")) with { Scope = new Scope(ScopeTime.Weekend) },
        ]);

        Assert.Equal(
            "More slow-burn and science fiction. Much more jazz. More crime on weekends. Less horror. A bit less comedy. Never gore or war. Only films. At most 120 minutes.", summary.Text);
        Assert.All(summary.Parts.Where(part => part.Clause.Subject is LabelSubject), part => Assert.Equal(((LabelSubject)part.Clause.Subject).Labels[0], summary.Text[part.Start..part.End]));
    }

    [Fact]
    public void A_summary_in_Chinese_is_in_Chinese_and_its_statement_in_English()
    {
        Speak("zh-Hans");
        Clause[] clauses = [Of(Polarity.More, Label("jazz")), Of(Polarity.Never, Label("gore")), Of(Polarity.Only, new RangeSubject("minutes", null, 90))];

        Assert.Equal("多一些：jazz。 绝不要：gore。 最多 90 分钟。", Writer.Write(clauses).Text);
        Assert.Equal("More jazz. Never gore. At most 90 minutes.", Writer.WriteEnglish(clauses).Text);
        Assert.Equal("zh-Hans", CultureInfo.CurrentUICulture.Name);
    }

    [Fact]
    public async Task The_parser_reads_a_summary_back_into_the_clauses_it_was_made_of()
    {
        // Whatever the parser understands alone, it must understand among the others.
        List<Clause> known = [];
        foreach (var clause in Candidates())
        {
            if ((await KeysAsync([clause])).SetEquals([clause.Key]))
            {
                known.Add(clause);
            }
        }

        Assert.Contains("More/label:slow-burn", known.Select(clause => clause.Key));
        Assert.Contains("Never/label:gore", known.Select(clause => clause.Key));
        Assert.Contains("Only/range:minutes:..120", known.Select(clause => clause.Key));
        Prop.ForAll(
            Gen.SubListOf(known.ToArray()).ToArbitrary(),
            chosen =>
            {
                // A subject is said once, and of kinds and numbers there is one requirement each.
                Clause[] profile = [.. chosen.DistinctBy(clause => clause.Subject.Key).DistinctBy(clause => clause is { Polarity: Polarity.Only } ? Dimension(clause.Subject) : clause.Key)];
                var expected = profile.Select(clause => clause.Key).ToHashSet();
                var read = KeysAsync(profile).GetAwaiter().GetResult();
                return read.SetEquals(expected).Label($"{Writer.Write(profile).Text} was read as {string.Join(", ", read)}");
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task An_untouched_summary_changes_nothing()
    {
        await SayAsync("slow-burn science fiction about lighthouses, no gore, under two hours");
        var summary = await SummaryAsync();

        Assert.True((await Summaries.CompareAsync(summary, summary.Said.Text, CancellationToken.None)).IsEmpty);
    }

    [Fact]
    public async Task An_edited_summary_is_followed_by_the_profile_and_taken_back_as_a_whole()
    {
        await SayAsync("jazz, no gore");
        await SayAsync("no horror");
        var before = await KeysInForceAsync();
        var summary = await SummaryAsync();
        Assert.Equal("More jazz. Never gore or horror.", summary.Said.Text);

        var change = await Summaries.CompareAsync(summary, "Never gore or comedy. At most 90 minutes.", CancellationToken.None);
        Assert.Equal(["More/label:jazz", "Never/label:horror"], change.Removed.Select(said => said.Clause.Key).Order());
        Assert.Equal(["Never/label:comedy", "Only/range:minutes:..90"], change.Added.Select(clause => clause.Key).Order());
        Assert.Empty(change.Changed);
        var undo = await Summaries.ApplyAsync(Me, change, CancellationToken.None);

        Assert.Equal(["Never/label:comedy", "Never/label:gore", "Only/range:minutes:..90"], await KeysInForceAsync());
        var added = (await Statements.ListAsync(Me, CancellationToken.None)).Single(view => view.Source == StatementSource.Summary);
        Assert.Equal("Never comedy. At most 90 minutes.", added.Text);
        await undo();
        Assert.Equal(before, await KeysInForceAsync());
    }

    [Fact]
    public async Task An_edited_summary_in_Chinese_is_read_by_its_own_sentences()
    {
        await SayAsync("jazz, no gore, under two hours");
        Speak("zh-Hans");
        var summary = await SummaryAsync();
        Assert.Equal("多一些：jazz。 绝不要：gore。 最多 120 分钟。", summary.Said.Text);
        Assert.True((await Summaries.CompareAsync(summary, summary.Said.Text, CancellationToken.None)).IsEmpty);

        var change = await Summaries.CompareAsync(summary, "多很多：jazz。 绝不要：horror、gore。 最多 90 分钟。 今天天气很好。", CancellationToken.None);

        Assert.Equal([("More/label:jazz", 1.0)], change.Changed.Select(changed => (changed.Said.Clause.Key, changed.Strength)));
        Assert.Equal(["Never/label:horror", "Only/range:minutes:..90"], change.Added.Select(clause => clause.Key).Order());
        Assert.Equal(["Only/range:minutes:..120"], change.Removed.Select(said => said.Clause.Key));
        Assert.Equal(["今天天气很好。"], change.NotUnderstood);
    }

    [Fact]
    public async Task Another_word_for_what_was_said_changes_nothing()
    {
        await AddItemsAsync(Film("front", genres: ["war"], tags: ["war time"]));
        await SayAsync("no wars");
        Speak("zh-Hans");
        var summary = await SummaryAsync();
        Assert.StartsWith("绝不要：war", summary.Said.Text, StringComparison.Ordinal);

        Assert.True((await Summaries.CompareAsync(summary, "绝不要：war。", CancellationToken.None)).IsEmpty);
        Assert.Equal(summary.Clauses, (await Summaries.CompareAsync(summary, "", CancellationToken.None)).Removed);
    }

    [Fact]
    public async Task What_was_learned_is_told_apart_from_what_was_said()
    {
        await AddItemsAsync([.. Enumerable.Range(0, 4).Select(i => Film($"noir{i}", genres: ["noir"], tags: ["rainy"]))]);
        await SayAsync("jazz");
        foreach (var i in Enumerable.Range(0, 4))
        {
            await ActAsync($"noir{i}", InteractionKind.Like);
        }

        var summary = await SummaryAsync();

        Assert.Equal("More jazz.", summary.Said.Text);
        Assert.Contains("noir", Assert.Single(summary.Learned), StringComparison.Ordinal);
    }

    private static IEnumerable<Clause> Candidates() =>
    [
        .. Labels.SelectMany(label => new[] { Of(Polarity.More, Label(label)), Of(Polarity.Less, Label(label)), Of(Polarity.Never, Label(label)), Of(Polarity.More, Label(label), 1), Of(Polarity.Less, Label(label), 0.4) }),
        .. Kinds.SelectMany(kind => new[] { Of(Polarity.Only, new KindSubject([kind])), Of(Polarity.More, new KindSubject([kind])), Of(Polarity.Never, new KindSubject([kind])) }),
        Of(Polarity.Only, new RangeSubject("minutes", null, 120)), Of(Polarity.Only, new RangeSubject("minutes", 40, null)), Of(Polarity.Only, new RangeSubject("pages", null, 300)),
        Of(Polarity.Only, new RangeSubject("seasons", null, 2)), Of(Polarity.Only, new RangeSubject("year", 1990, null)), Of(Polarity.Only, new RangeSubject("year", null, 1979)), Of(Polarity.Only, new RangeSubject("year", 1980, 1989)),
    ];

    private static Clause Of(Polarity polarity, Subject subject, double strength = Clause.PlainStrength) =>
        new() { Start = 0, End = 0, Phrase = "", Polarity = polarity, Subject = subject, Strength = strength, Link = new Link(LinkKind.Exact, 1) };

    private static string Dimension(Subject subject) => subject is RangeSubject range ? range.Attribute : subject.GetType().Name;

    private async Task<HashSet<string>> KeysAsync(IEnumerable<Clause> clauses) =>
        [.. (await Statements.ReadAsync(Writer.Write(clauses).Text, null, null, TimeZoneInfo.Utc, CancellationToken.None)).Parsed.Clauses.Select(clause => clause.Key)];

    private async Task<ProfileSummary> SummaryAsync() =>
        await Summaries.GetAsync(Me, await Statements.ListAsync(Me, CancellationToken.None), Clock.GetUtcNow(), CancellationToken.None);

    private async Task<IReadOnlyList<string>> KeysInForceAsync() =>
        [.. SaidClauses.InForce(await Statements.ListAsync(Me, CancellationToken.None), Clock.GetUtcNow()).Select(said => said.Clause.Key).Order()];
}
