using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Importing;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Importing;

public sealed class ImportRunTests
{
    // More than two batches.
    private const int Many = 901;

    [Theory]
    [OnSqlite]
    [OnSqlServer]
    public async Task Items_people_and_interactions_arrive_and_a_second_time_change_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.CreateAsync(provider);
        var items = scene.Write("items.csv", "itemId,name,genre,keywords,release year", "a,\"Dune, part one\",Sci-Fi|Drama,desert|drama|worms,2021", "B,Alien,horror,,1979");
        var people = scene.Write("people.jsonl", """{"userId":"p1","name":"Ann"}""", """{"userId":"P1","joined":"2020-05-01"}""");
        var events = scene.Write("events.csv", "user;item;event;stars;time", "p1;a;rating;4.5;1600000000", "p9;B;view;;2021-03-04T05:06:07+02:00", "p1;a;like;;1600000000");

        Assert.Equal(new ImportTally(2, 0, 0, 0), (await scene.ImportAsync(items, new ImportOptions { ItemKind = "film" })).Tally);
        Assert.Equal(new ImportTally(2, 0, 0, 0), (await scene.ImportAsync(people)).Tally);
        Assert.Equal(new ImportTally(3, 0, 0, 0), (await scene.ImportAsync(events)).Tally);

        var dune = (await scene.ItemsAsync())["a"];
        Assert.Equal(("Dune, part one", "film", 2021, "items.csv"), (dune.Title, dune.Kind, dune.Year, dune.Source));
        Assert.Equal("sci-fi drama; desert worms", $"{string.Join(' ', dune.Genres)}; {string.Join(' ', dune.Tags)}");
        string[] expected = ["p1 Like  2020-09-13T12:26:40 a", "p1 Rating 4.5 2020-09-13T12:26:40 a", "p9 Click  2021-03-04T03:06:07 B"];
        Assert.Equal(expected, await scene.InteractionsAsync());

        Assert.Equal(new ImportTally(0, 0, 2, 0), (await scene.ImportAsync(items, new ImportOptions { ItemKind = "film" })).Tally);
        Assert.Equal(new ImportTally(0, 0, 2, 0), (await scene.ImportAsync(people)).Tally);
        Assert.Equal(new ImportTally(0, 0, 3, 0), (await scene.ImportAsync(events)).Tally);
        Assert.Equal(expected, await scene.InteractionsAsync());
        await using var db = scene.Database.CreateDbContext();
        Assert.Equal(["P1", "p1", "p9"], (await db.Users.Select(user => user.ExternalId!).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.All(await db.Users.ToListAsync(), user => Assert.Null(user.PasswordHash));
        Assert.Equal(3, await db.UserRoles.CountAsync());
    }

    [Fact]
    public async Task What_a_second_file_tells_is_changed_and_the_rest_stays()
    {
        await using var scene = await ImportScene.CreateAsync();
        await scene.ImportAsync(scene.Write("first.csv", "id,title,description,year", "a,Dune,Sand.,2021", "b,Alien,Ship.,1979"));

        var result = await scene.ImportAsync(scene.Write("second.csv", "id,title,year", "a,Dune,2021", "b,Aliens,1986"));

        Assert.Equal(new ImportTally(0, 1, 1, 0), result.Tally);
        var alien = (await scene.ItemsAsync())["b"];
        Assert.Equal(("Aliens", "Ship.", new DateTime(1986, 7, 1, 0, 0, 0, DateTimeKind.Utc), 1), (alien.Title, alien.Description, alien.PublishedUtc, alien.Revision));
    }

    [Fact]
    public async Task A_label_with_another_name_is_stored_under_the_label()
    {
        await using var scene = await ImportScene.CreateAsync();
        await using (var db = scene.Database.CreateDbContext())
        {
            db.LabelAliases.Add(new LabelAliasEntity { Alias = "SF", Label = "science fiction" });
            await db.SaveChangesAsync();
        }

        await scene.ImportAsync(scene.Write("items.csv", "id,title,genres,tags", "a,Dune,sf|Drama,SF|sand"));

        var dune = (await scene.ItemsAsync())["a"];
        Assert.Equal("science fiction, drama; sand", $"{string.Join(", ", dune.Genres)}; {string.Join(", ", dune.Tags)}");
    }

    [Fact]
    public async Task Cut_off_between_batches_it_goes_on_and_ends_as_if_it_had_not_been()
    {
        await using ImportScene whole = await ImportScene.CreateAsync(), cut = await ImportScene.CreateAsync();
        List<ImportResult> results = [];
        foreach (var scene in new[] { whole, cut })
        {
            await scene.ImportAsync(scene.Write("items.csv", "id,title", "a,Dune", "b,Alien"));
            var events = scene.Write("events.csv", ["person,item,value,time", .. Enumerable.Range(0, Many).Select(Event)]);
            if (scene == cut)
            {
                await Assert.ThrowsAsync<IOException>(() => scene.ImportAsync(events, progress: new FailAfter(2)));
                var failed = (await scene.Store.ListAsync(1, default))[0];
                Assert.Equal((JobRunState.Failed, 2 * ImportScene.Batch), (failed.State, failed.Rows));
            }

            results.Add(await scene.ImportAsync(events));
        }

        Assert.Equal(results[0].Tally, results[1].Tally);
        Assert.Equal(results[0].Reasons, results[1].Reasons);
        Assert.Equal(await whole.InteractionsAsync(), await cut.InteractionsAsync());
        Assert.Equal(await whole.RejectedAsync(), await cut.RejectedAsync());
        Assert.Equal(2, (await cut.Store.ListAsync(9, default)).Count);

        Assert.Equal(new ImportTally(Many - 9 - 18, 0, 9, 18), results[1].Tally);

        // Of a hundred, one is of an item that is not there, one repeats that, and one repeats another.
        static string Event(int number)
        {
            var i = number % 50 == 4 ? number - 1 : number;
            return FormattableString.Invariant($"p{i % 7},{(i % 100 == 3 ? "gone" : i % 2 == 0 ? "a" : "b")},{1 + (i % 5)},{1_600_000_000 + i}");
        }
    }

    [Fact]
    public async Task Items_that_were_cut_off_still_know_which_ids_were_before()
    {
        await using var scene = await ImportScene.CreateAsync();
        var items = scene.Write("items.csv", ["id,title", .. Enumerable.Range(0, Many).Select(i => $"i{(i == Many - 1 ? 5 : i)},Title {i}")]);
        await Assert.ThrowsAsync<IOException>(() => scene.ImportAsync(items, progress: new FailAfter(1)));

        var result = await scene.ImportAsync(items);

        Assert.Equal(new ImportTally(Many - 1, 0, 0, 1), result.Tally);
        Assert.Equal("Title 5", (await scene.ItemsAsync())["i5"].Title);
        Assert.StartsWith($"items.csv,{Many + 1},DuplicateId", Assert.Single(await scene.RejectedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        await using var scene = await ImportScene.CreateAsync();
        var folder = Path.GetDirectoryName(scene.Write("set/items.csv", "id,title", "a,Dune", "b,Alien", "a,Again", "c,"))!;
        scene.Write("set/interactions.jsonl", "nothing of this format");
        scene.Write("set/interactions.csv", "person,item,time", "p,a,1600000000", "p,a,1600000000", "q,b,", "q,zz,5", "p,a,yesterday or so");

        var tried = await scene.TryAsync(folder, format: "csv");
        Assert.Empty(await scene.ItemsAsync());
        await using (var db = scene.Database.CreateDbContext())
        {
            Assert.Equal(0, await db.Users.CountAsync() + await db.ImportRuns.CountAsync() + await db.AuditEntries.CountAsync());
        }

        var done = await scene.ImportAsync(folder, format: "csv");
        Assert.Equal(new ImportTally(4, 0, 1, 4), done.Tally);
        Assert.Equal(done.Tally, tried.Result.Tally);
        Assert.Equal(done.Reasons, tried.Result.Reasons);
        Assert.Equal(await scene.RejectedAsync(), tried.Rejected);

        Assert.Equal(new ImportTally(0, 0, 5, 4), (await scene.TryAsync(folder, format: "csv")).Result.Tally);
    }

    [Fact]
    public async Task Rows_without_a_time_are_known_again()
    {
        await using var scene = await ImportScene.CreateAsync();
        await scene.ImportAsync(scene.Write("items.csv", "id,title", "a,Dune"));
        var saved = scene.Write("saved.csv", "user_id,item_id", "p,a", "q,a");
        ImportOptions options = new() { Action = InteractionKind.Save };
        await scene.ImportAsync(saved, options);
        scene.Clock.Advance(TimeSpan.FromDays(3));
        File.AppendAllText(saved, "r,a\n");

        Assert.Equal(new ImportTally(1, 0, 2, 0), (await scene.ImportAsync(saved, options)).Tally);
    }

    [Fact]
    public async Task Ratings_of_another_scale_become_stars()
    {
        await using var scene = await ImportScene.CreateAsync();
        await scene.ImportAsync(scene.Write("items.csv", "id,title", "a,Dune"));

        var result = await scene.ImportAsync(scene.Write("r.csv", "user,item,score,ts", "p,a,80,1600000000000", "q,a,101,1600000000000", "r,a,0.1,1600000000000"), new ImportOptions { RatingScale = 100 });

        Assert.Equal(new ImportTally(2, 0, 0, 1), result.Tally);
        Assert.Equal(["p Rating 4 2020-09-13T12:26:40 a", "r Rating 0.5 2020-09-13T12:26:40 a"], await scene.InteractionsAsync());
    }

    [Fact]
    public async Task Somebody_can_stop_it_and_have_it_go_on()
    {
        await using var scene = await ImportScene.CreateAsync();
        var items = scene.Write("items.csv", ["id,title", .. Enumerable.Range(0, Many).Select(i => $"i{i},Title {i}")]);
        var id = await scene.AddAsync(items);

        Assert.Null(await scene.Runner.RunAsync(id, new CancelOnce(scene, id), default));

        var stopped = (await scene.Store.FindAsync(id, default))!;
        Assert.Equal((JobRunState.Cancelled, ImportScene.Batch), (stopped.State, stopped.Rows));
        Assert.Empty(await scene.Store.UnfinishedAsync(default));
        Assert.True(await scene.Store.ChangeStateAsync(id, [JobRunState.Cancelled], JobRunState.Running, "import.resumed", Actor.CommandLine, default));
        Assert.Equal([id], await scene.Store.UnfinishedAsync(default));
        Assert.Equal(Many, (await scene.Runner.RunAsync(id, null, default))!.Tally.Added);
    }

    [Fact]
    public async Task Going_on_with_another_file_is_refused()
    {
        await using var scene = await ImportScene.CreateAsync();
        var items = scene.Write("items.csv", "id,title", "a,Dune");
        var id = await scene.AddAsync(items);
        scene.Write("items.csv", "id,title", "a,Alien");

        var error = await Assert.ThrowsAsync<ImportException>(() => scene.Runner.RunAsync(id, null, default));

        Assert.Contains("no longer what it was", error.Message, StringComparison.Ordinal);
        Assert.Equal((JobRunState.Failed, error.Message), ((await scene.Store.FindAsync(id, default))!.State, (await scene.Store.FindAsync(id, default))!.Error));
    }

    [Fact]
    public async Task An_upload_is_deleted_when_it_is_in_and_a_file_of_the_server_is_left_alone()
    {
        await using var scene = await ImportScene.CreateAsync();
        var upload = scene.Files.NewUpload();
        var folder = Directory.CreateDirectory(Path.Combine(upload, "items.csv +1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "items.csv"), "id,title\na,Dune\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "people.csv"), "id,name\np,Ann\n");
        var own = scene.Write("items.csv", "id,title", "b,Alien");

        await scene.ImportAsync(folder);
        await scene.ImportAsync(own);

        Assert.Equal(["b", "a"], (await scene.ItemsAsync()).Keys.OrderDescending(StringComparer.Ordinal));
        Assert.Equal((false, true), (Directory.Exists(upload), File.Exists(own)));
    }

    [SharedDataFact("ml-latest-small/ratings.csv")]
    public async Task The_small_movielens_set_arrives_whole()
    {
        await using var scene = await ImportScene.CreateAsync();

        var result = await scene.ImportAsync(Path.Combine(Repository.SharedData, "ml-latest-small"));

        Assert.Equal(new ImportTally(9125 + 100_004, 0, 0, 0), result.Tally);
        var items = await scene.ItemsAsync();
        Assert.All(items.Values, item => Assert.DoesNotContain("(19", item.Title, StringComparison.Ordinal));
        Assert.InRange(items.Values.Count(item => item.Year is null), 0, 10);
    }

    private sealed class CancelOnce(ImportScene scene, Guid id) : IProgress<Portal.Diagnostics.WorkProgress>
    {
        public void Report(Portal.Diagnostics.WorkProgress value) => scene.Monitor.Cancel(id);
    }
}
