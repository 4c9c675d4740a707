using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

/// <summary>What a card's panel claims is what happens when the person really does it.</summary>
public sealed class CounterfactualTests : FeedScene
{
    private static readonly string[] Genres = ["science fiction", "crime", "comedy", "drama", "western"];
    private static readonly string[] Tags = ["slow-burn", "first contact", "heist", "gore", "grief", "desert", "bears"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync([.. Enumerable.Range(0, 37).Select(i => Film($"film-{i:00}", 1980 + i, [Genres[i % 5]], [Tags[i % 7], Tags[(i * 3 + 1) % 7]]))]);
        await BeenHereAsync();
    }

    [Fact]
    public async Task Every_answer_is_the_place_on_the_list_that_is_made_after_doing_it()
    {
        await SayAsync("slow-burn science fiction with a heist, no gore");
        Clock.Advance(TimeSpan.FromDays(1));
        await SayAsync("a western in the desert");
        await ActAsync("film-05", InteractionKind.Like);
        await ActAsync("film-10", InteractionKind.Save);
        await ActAsync("film-13", InteractionKind.Click);
        var page = await PageAsync();
        var checkedAnswers = 0;
        foreach (var entry in page.Entries.Take(8))
        {
            foreach (var answer in await AskAsync(entry))
            {
                if (answer.Joining is null && await DoAsync(entry, answer) is { } undo)
                {
                    Assert.Equal(answer.Place, await PlaceAsync(entry));
                    await undo();
                    Assert.Equal(answer.Now, await PlaceAsync(entry));
                    checkedAnswers++;
                }
            }
        }

        Assert.InRange(checkedAnswers, 10, int.MaxValue);

        // A place of the part that was served is that of the whole list.
        foreach (var entry in page.Entries.Take(8))
        {
            Assert.Equal(entry.Origin.Position + 1, (await AskAsync(entry))[0].Now);
        }

        async Task<Func<Task>?> DoAsync(FeedEntry entry, WhatIf answer)
        {
            switch (answer.Kind)
            {
                case WithoutKind.Words when (await Statements.ListAsync(Me, default)).FirstOrDefault(statement => statement.Text == answer.Name) is { } whole:
                    await Statements.SetPausedAsync(Me, whole.Id, true, default);
                    return () => Statements.SetPausedAsync(Me, whole.Id, false, default);
                case WithoutKind.Words:
                    await PauseAsync(clause => clause.Phrase == answer.Name, true);
                    return () => PauseAsync(_ => true, false);
                case WithoutKind.Inspiration:
                    var item = Inspiration.Of(entry).Single(one => one.Title == answer.Name).ItemId;
                    var ids = await Services.GetRequiredService<LeftOutService>().SetItemAsync(Me, item, true, default);
                    return () => Services.GetRequiredService<LeftOutService>().CountAgainAsync(Me, ids, default);
                default:
                    return null;
            }
        }
    }

    [Fact]
    public async Task A_sentence_with_a_rule_names_what_the_rule_keeps_off_the_first_places()
    {
        await SayAsync("slow-burn science fiction, no gore");
        var entry = (await PageAsync()).Entries[0];

        var joining = Assert.Single(await AskAsync(entry), answer => answer.Joining is not null);
        Assert.Equal("no gore", joining.Name);
        Assert.NotEmpty(joining.Joining!);

        await PauseAsync(clause => clause.IsRule, true);
        var first = (await RankAsync()).Take(Counterfactuals.First).ToList();
        Assert.Equal(joining.Joining!.Select(item => item.Id), first.Where(Gory));
    }

    [Fact]
    public async Task The_mood_is_asked_about_too_and_the_served_query_is_asked_again_on_another_catalogue()
    {
        var entry = (await Feed.GetPageAsync(Me, new FeedRequest { Mood = "a heist" }, default)).Entries[0];
        var before = Assert.Single(await AskAsync(entry), answer => answer.Kind == WithoutKind.Mood);
        Assert.Equal(1, before.Now);
        Assert.NotEqual(1, before.Place);

        await AddItemsAsync(Film("a-new-one", 1990, ["drama"], ["quiet"]));
        await Services.GetRequiredService<EngineService>().RefreshAsync(default);

        Assert.Equal(1, Assert.Single(await AskAsync(entry), answer => answer.Kind == WithoutKind.Mood).Now);
    }

    private static bool Gory(string item) => int.Parse(item[5..], System.Globalization.CultureInfo.InvariantCulture) is var i && (Tags[i % 7] == "gore" || Tags[(i * 3 + 1) % 7] == "gore");

    private async Task<List<WhatIf>> AskAsync(FeedEntry entry)
    {
        List<WhatIf> answers = [];
        await foreach (var answer in Services.GetRequiredService<IWhatIf>().AskAsync(entry, default))
        {
            answers.Add(answer);
        }

        return answers;
    }

    // Having been served moves an item on the next list; that is not what is asked here.
    private async Task<FeedBatch> PageAsync()
    {
        var page = await Feed.GetPageAsync(Me, new FeedRequest(), default);
        await using var db = Database.CreateDbContext();
        await db.ServedPositions.ExecuteDeleteAsync();
        return page;
    }

    private async Task<List<string>> RankAsync()
    {
        var state = await Engine.GetAsync(default);
        return [.. (await Feed.RankAsync(Me, new FeedRequest { Count = 100 }, state, default)).Select(ranked => state.Snapshot.Catalogue[ranked.Item].Id)];
    }

    private async Task<int?> PlaceAsync(FeedEntry entry) => (await RankAsync()).IndexOf(entry.Item.Id) is >= 0 and var place ? place + 1 : null;

    private async Task PauseAsync(Func<Clause, bool> which, bool paused)
    {
        await using var db = Database.CreateDbContext();
        var found = 0;
        foreach (var row in await db.Statements.ToListAsync())
        {
            var parsed = StatementReader.Read(row.Parsed)!;
            found += parsed.Clauses.Count(which);
            row.Parsed = StatementReader.Write(parsed with { Clauses = [.. parsed.Clauses.Select(clause => which(clause) ? clause with { Setting = paused ? new ClauseSetting(Paused: true) : null } : clause)] });
        }

        Assert.NotEqual(0, found);
        await db.SaveChangesAsync();
    }
}
