using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Catalogue;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Demo;
using Portal.Demo.Browsing;
using Portal.Diagnostics;
using Portal.Domain.Catalogue;
using Portal.Domain.Embedding;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.Engine.Learning;
using Portal.Engine.Models;
using Portal.Experiments;
using Portal.Experiments.Boards;
using Portal.Experiments.Counting;
using Portal.Experiments.Demo;
using Portal.Experiments.Planning;
using Portal.Feed;
using Portal.Importing;
using Portal.Interests;
using Portal.Items;
using Portal.Jobs;
using Portal.Library;
using Portal.Models;
using Portal.OfflineEvaluation;
using Portal.Onboarding;
using Portal.Overview;
using Portal.People;
using Portal.Preferences;
using Portal.Quality;
using Portal.Search;
using Portal.Tests.Support;
using Portal.Tests.Support.SqlServer;
using Portal.Users;
using Portal.Weights;

namespace Portal.Tests.Data;

/// <summary>A tour through every service that asks the database, on SQLite; each of its queries is then compiled for SQL Server.</summary>
public sealed class EveryQueryTests
{
    // Whoever opens a database context. A new one must be added to the tour.
    private static readonly Type[] Toured =
    [
        typeof(CatalogueEmbedder), typeof(EngineBuilder), typeof(WeightStore), typeof(ProfileLoader), typeof(FeedbackService), typeof(RuleExemptionService), typeof(LeftOutService), typeof(InterestService),
        typeof(InterestEditor), typeof(ReviewService), typeof(FeedService), typeof(ReactionService), typeof(ServedLog), typeof(ReactionLog), typeof(InteractionReader),
        typeof(StatementService), typeof(StatementStore), typeof(PersonSettingsService), typeof(LibraryService), typeof(OnboardingService), typeof(JobService), typeof(JobRunRecorder), typeof(JobRunReader), typeof(JobChains), typeof(CleanUpJob), typeof(MetricReader), typeof(MetricRollUp),
        typeof(RuleRollUp), typeof(OverviewService), typeof(VectorsMissing), typeof(ModelsStale), typeof(RulesBroken), typeof(DemoSeeder), typeof(SignInService), typeof(RuleAudit), typeof(ControlEvaluator), typeof(ImportStore), typeof(ImportRunner), typeof(ImportSession),
        typeof(ExportService), typeof(WeightProfiles), typeof(WeightReleases), typeof(PanelPeople), typeof(PanelPreviews), typeof(LoggedServings), typeof(BrowsingSimulator), typeof(PortalTask), typeof(OfflineRequests), typeof(OfflineReports), typeof(CatalogueGrid), typeof(CatalogueBulk),
        typeof(ItemEditor), typeof(LabelService), typeof(UserDirectory), typeof(UserAccess), typeof(UserErasure), typeof(UserExport), typeof(EncoderChoiceStore), typeof(ModelOverview), typeof(EncoderPacks), typeof(EncoderComparison),
        typeof(ExperimentSeeder), typeof(ExperimentResults), typeof(ExperimentCounter), typeof(ChangedUnits), typeof(UnitLogReader), typeof(CountLedger), typeof(StoredUnits), typeof(ExperimentAnalysis), typeof(BanditShares), typeof(ExperimentAlerts),
        typeof(ExperimentReader), typeof(ExperimentPeople), typeof(ExperimentMemory),
        typeof(ExperimentStore), typeof(ExperimentRows), typeof(ExperimentDrafts), typeof(UnitHistories), typeof(Audiences), typeof(HoldoutStore), typeof(LaunchChecks), typeof(ExperimentWeightUse),
        typeof(BoardReader),
    ];

    // Asked about the schema or the connection, not about rows.
    private static readonly string[] OfTheSchema = ["DatabaseMigrator", "DatabaseHealthCheck", "DatabaseProbe"];

    [Fact]
    public void The_tour_leaves_nobody_out()
    {
        var asking = typeof(PortalDbContext).Assembly.GetTypes()
            .Where(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.ParameterType == typeof(IDbContextFactory<PortalDbContext>)))
            .Where(type => !OfTheSchema.Contains(type.Name));

        Assert.Equal(Toured.Select(type => type.Name).Order(), asking.Select(type => type.Name).Order());
    }

    [Fact]
    public async Task Every_query_of_the_portal_compiles_for_sql_server()
    {
        SqlServerQueryCheck check = new();
        await using PortalServer server = new() { WithDemoData = true, ChangeServices = services => services.ConfigureDbContext<SqlitePortalDbContext>(check.Attach) };
        using var browser = server.Browser();
        await browser.PageAsync("/account/login");
        using (await browser.GetAsync("/covers/film-arrival-2016.svg"))
        {
            await TourAsync(server.Services);
        }

        var report = check.Compile();

        // Asked of a SQLite file alone, about itself.
        report = report with { Errors = [.. report.Errors.Where(error => !error.Contains("sqlite_master", StringComparison.Ordinal) && !error.Contains("__EFMigrationsLock", StringComparison.Ordinal))] };
        report.AssertGreen();
        Assert.InRange(report.Queries, 60, int.MaxValue);
    }

    private static async Task TourAsync(IServiceProvider services)
    {
        await services.GetRequiredService<WeightStore>().SeedAsync(default);
        await using (var scope = services.CreateAsyncScope())
        {
            foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>())
            {
                await seeder.SeedAsync(default);
            }

            await RegisterAsync(scope.ServiceProvider);
        }

        string userId;
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            userId = (await db.Users.SingleAsync(user => user.UserName == "amara")).Id;
        }

        await FeedAsync(services, userId);
        await StatementsAsync(services, services.GetRequiredService<StatementService>(), userId);
        await ReviewsAsync(services.GetRequiredService<ReviewService>(), userId);
        await LibraryAsync(services, userId);
        await InterestsAsync(services, userId);
        await OperateAsync(services, userId);
        await QualityAsync(services);
        await CatalogueAsync(services);
        await ModelsAsync(services);
        await ImportAsync(services);
        await WeightsAsync(services);
        await ExperimentsAsync(services, userId);
        await PlansAsync(services);
        await UsersAsync(services, userId);
        await BoardsAsync(services);
    }

    private static async Task ExperimentsAsync(IServiceProvider services, string userId)
    {
        var (counting, now) = (services.GetRequiredService<ExperimentCounting>(), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        ExperimentVariant plain = new("A", ImmutableSortedDictionary<string, string>.Empty);
        ExperimentPlan plan = new() { Variants = [plain, plain with { Name = "B" }], Weights = [0.5, 0.5], PrimaryMetric = "rating", Winsorise = 1 };
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        List<ExperimentEntity> experiments = [];
        foreach (var (unit, mode) in new[] { (ExperimentUnitKind.Person, ExperimentMode.Bandit), (ExperimentUnitKind.Person, ExperimentMode.Interleaving), (ExperimentUnitKind.Visitor, ExperimentMode.Interleaving), (ExperimentUnitKind.Session, ExperimentMode.Test) })
        {
            experiments.Add(new ExperimentEntity { Key = $"tour-{unit}-{mode}".ToLowerInvariant(), Name = "Tour", Mode = mode, Unit = unit, State = ExperimentState.Running, Plan = plan.ToJson(), Author = "Tour", StartedUtc = now.AddHours(-1) });
        }

        db.AddRange(experiments);
        await db.SaveChangesAsync();
        db.AddRange(experiments.SelectMany(row => new[] { -60, -30 }.Select(minutes => new ExperimentPeriodEntity { ExperimentId = row.Id, FromUtc = now.AddMinutes(minutes), ToUtc = minutes == -60 ? now.AddMinutes(-30) : null, Weights = "[0.5,0.5]", Reason = "started" })));
        FeedRequestEntity list = new() { Id = Guid.NewGuid(), UserId = userId, AtUtc = now, WeightsFingerprint = "w", EngineVersion = "e", Visitor = "v", Session = "s", Variants = string.Join(' ', experiments.Select(row => $"{row.Id}:1")) };
        db.Add(list);
        await db.SaveChangesAsync();
        Assert.Equal((4, 4), await counting.RunAsync(null, default) is var first ? (first.Experiments, first.Units) : default);
        db.Add(new InteractionEntity { UserId = userId, ItemId = await db.Items.MinAsync(item => item.Id), Kind = InteractionKind.Like, AtUtc = now.AddMinutes(1), Context = "feed", RequestId = list.Id });
        await db.SaveChangesAsync();
        Assert.Equal(4, (await counting.RunAsync(null, default)).Units);
        ExperimentReading reading = new() { Bandit = new BanditReport { Arms = [Arm(0.2), Arm(0.8)], Expected = [1, 1], RatioPValue = 1, IsBlocked = false, IsBurningIn = false, Units = 0, UnitsLeftOut = 0 } };
        Assert.True(await services.GetRequiredService<BanditShares>().FollowAsync(CountedExperiment.Of(experiments[0])!, reading, default));
        Assert.Empty(await services.GetServices<IAlertRule>().OfType<ExperimentAlerts>().Single().CheckAsync(default));
        Assert.NotNull(await services.GetRequiredService<IExperimentResults>().NewestAsync(experiments[0].Id, default));

        static BanditArmReport Arm(double share) => new(new BanditArm(1, 1, 1), share, share, null);
    }

    private static async Task ImportAsync(IServiceProvider services)
    {
        using TestFolder folder = new();
        foreach (var (name, lines) in new Dictionary<string, string[]>
        {
            ["items.csv"] = ["id,title", "film-arrival-2016,Arrival again", "tour-1,A tour"],
            ["people.csv"] = ["id,name", "tour-p,Tess"],
            ["interactions.csv"] = ["person,item,kind", "tour-p,tour-1,save", "tour-q,film-arrival-2016,like"],
        })
        {
            await File.WriteAllLinesAsync(folder.File(name), lines);
        }

        var (store, runner, request) = (services.GetRequiredService<ImportStore>(), services.GetRequiredService<ImportRunner>(), new ImportRequest(folder.FullName, "auto", new ImportOptions()));
        await runner.TryAsync(request, Actor.CommandLine, null, default);
        var id = await runner.AddAsync(request, Actor.CommandLine, default);
        Assert.Equal(id, await runner.AddAsync(request, Actor.CommandLine, default));
        Assert.Equal(5, (await runner.RunAsync(id, null, default))!.Tally.Rows);
        Assert.Equal(0, (await runner.RunAsync(await runner.AddAsync(request, Actor.CommandLine, default), null, default))!.Tally.Added);
        Assert.Equal(2, (await store.ListAsync(5, default)).Count);
        Assert.Empty(await store.UnfinishedAsync(default));
        Assert.False(await store.ChangeStateAsync(id, [JobRunState.Running], JobRunState.Cancelled, "import.cancelled", Actor.CommandLine, default));
        await store.AuditExportAsync(Actor.CommandLine, "tour", default);
        foreach (var subject in new[] { ImportSubject.Items, ImportSubject.People, ImportSubject.Interactions })
        {
            Assert.NotEqual(0, await services.GetRequiredService<ExportService>().WriteAsync(subject, ExportFormat.Csv, Stream.Null, null, default));
        }
    }

    private static async Task WeightsAsync(IServiceProvider services)
    {
        var (profiles, releases, people) = (services.GetRequiredService<WeightProfiles>(), services.GetRequiredService<WeightReleases>(), services.GetRequiredService<PanelPeople>());
        var live = (await profiles.ListAsync(1, default)).Live!;
        var draft = await profiles.DraftAsync(Actor.CommandLine, live.Weights with { Diversity = 0.3 }, "Tour", "", live.Version, default);
        Assert.True((await profiles.SaveAsync(Actor.CommandLine, draft.Version, live.Weights with { Diversity = 0.4 }, draft.Revision, default)).Ok);
        Assert.True((await profiles.RenameAsync(Actor.CommandLine, draft.Version, "Tour again", "", draft.Revision + 1, default)).Ok);
        var at = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        Assert.True((await releases.ScheduleAsync(Actor.CommandLine, draft.Version, draft.Revision + 2, at.AddHours(1), default)).Ok);
        Assert.Empty(await releases.PublishDueAsync(default));
        Assert.True((await profiles.DeleteAsync(Actor.CommandLine, draft.Version, draft.Revision + 3, default)).Ok);
        Assert.NotEmpty(await profiles.HistoryAsync(10, default));
        var found = Assert.Single(await people.FindAsync("amara", default));
        var members = await people.ChooseAsync(found.UserId, default);
        using var panel = services.GetRequiredService<PanelPreviews>().Open(members);
        Assert.Equal(members.Count, (await panel.ComputeAsync(live.Weights, 10, default)).People.Count);
    }

    private static async Task PlansAsync(IServiceProvider services)
    {
        var (drafts, runs, store) = (services.GetRequiredService<ExperimentDrafts>(), services.GetRequiredService<ExperimentRuns>(), services.GetRequiredService<ExperimentStore>());
        var live = (await services.GetRequiredService<WeightProfiles>().ListAsync(1, default)).Live!.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        ExperimentPlan plan = new()
        {
            Variants = [new ExperimentVariant("A", ImmutableSortedDictionary<string, string>.Empty.Add("weights", live)), new ExperimentVariant("B", ImmutableSortedDictionary<string, string>.Empty.Add("weights/diversity", "0.4"))],
            Weights = [0.5, 0.5],
            PrimaryMetric = "likes-per-unit",
            Forced = ImmutableSortedDictionary<string, int>.Empty.Add("amara", 1),
        };
        foreach (var unit in Enum.GetValues<ExperimentUnitKind>())
        {
            var draft = await drafts.CreateAsync(Actor.CommandLine, new ExperimentDraft($"Tour {unit}", "", ExperimentMode.Bandit, unit, plan), default);
            var running = await runs.StartAsync(Actor.CommandLine, draft.Id, draft.Revision, default);
            var paused = await runs.PauseAsync(Actor.CommandLine, draft.Id, running.Stored!.Revision, default);
            var resumed = await runs.ResumeAsync(Actor.CommandLine, draft.Id, paused.Stored!.Revision, default);
            Assert.True((await services.GetRequiredService<ExperimentDecisions>().DecideAsync(Actor.CommandLine, draft.Id, resumed.Stored!.Revision, ExperimentDecision.Shipped, 0, "", default)).Ok);
        }

        Assert.InRange((await store.ListAsync(default)).Count, 3, int.MaxValue);
        await store.NewestResultsAsync(default);
        Assert.True(await services.GetRequiredService<HoldoutStore>().SetAsync(Actor.CommandLine, 0, null, default));
    }

    private static async Task CatalogueAsync(IServiceProvider services)
    {
        var (grid, bulk, editor, labels) = (services.GetRequiredService<CatalogueGrid>(), services.GetRequiredService<CatalogueBulk>(), services.GetRequiredService<ItemEditor>(), services.GetRequiredService<LabelService>());
        CatalogueFilter all = new("arrival", "film", "drama", true, EmbeddingState.Current, "demo");
        foreach (var sort in Enum.GetValues<CatalogueSort>())
        {
            Assert.NotEmpty((await grid.ReadAsync(new CatalogueView(all, sort, Descending: sort == CatalogueSort.Year), default)).Entries);
        }

        foreach (var state in Enum.GetValues<EmbeddingState>())
        {
            await grid.ReadAsync(new CatalogueView(new CatalogueFilter(Vector: state)), default);
        }

        Assert.NotEmpty((await grid.ChoicesAsync(default)).Sources);
        foreach (var action in new BulkAction[] { new(BulkKind.AddTag, "tour"), new(BulkKind.RemoveTag, "tour"), new(BulkKind.Deactivate), new(BulkKind.Activate) })
        {
            var changed = await bulk.RunAsync(Actor.Program, BulkScope.Of(new CatalogueFilter("arrival")), action, null, default);
            Assert.Equal(0, await bulk.CountAsync(BulkScope.Of(changed), action, default));
        }

        var added = await editor.AddAsync(Actor.Program, new ItemDraft { Id = "tour", Title = "Tour", Kind = "film", Published = "2020-02-29", Tags = "tour label" }, default);
        Assert.Equal(ItemSave.Saved, (await editor.SaveAsync(Actor.Program, added.Stored!.Draft with { Year = "2020" }, added.Stored.Revision, default)).Result);
        Assert.Null((await labels.AddAliasAsync(Actor.Program, "tour word", "tour label", default)).Problem);
        await labels.RemoveAliasAsync(Actor.Program, "tour word", default);
        Assert.Equal(1, (await labels.MergeAsync(Actor.Program, "tour label", "tour name", null, default)).Items);
        Assert.Equal(0, (await labels.ApplyAsync(Actor.Program, "tour label", null, default)).Items);
        Assert.Contains(await labels.ListAsync(default), label => label.Name == "tour name");
        Assert.Equal(1, (await labels.DeleteAsync(Actor.Program, "tour name", null, default)).Items);
        Assert.Equal(0, (await editor.DependentsAsync(added.Stored.RowId, default)).Total);
        Assert.True(await editor.DeleteAsync(Actor.Program, "tour", default));
    }

    private static async Task ModelsAsync(IServiceProvider services)
    {
        var (overview, host, comparison) = (services.GetRequiredService<ModelOverview>(), services.GetRequiredService<EncoderHost>(), services.GetRequiredService<EncoderComparison>());
        Assert.Null(await host.SwitchAsync(Actor.Program, new EncoderChoice(EncoderKind.UseLite, EncoderPrecision.F32), default));
        Assert.Equal(0, (await overview.ReadAsync(default)).NextDone);
        Assert.True(await host.CancelSwitchAsync(Actor.Program, default));
        Assert.Equal(EncoderPlan.Configured, await services.GetRequiredService<EncoderChoiceStore>().ReadAsync(default));
        Assert.NotEmpty(await overview.NearestAsync("a quiet evening by the sea", default));
        await Assert.ThrowsAsync<TextEncoderException>(() => services.GetRequiredService<EncoderPacks>().AddAsync(Actor.Program, new MemoryStream([1, 2, 3]), default));
        Assert.True(await services.GetRequiredService<EncoderPacks>().RemoveAsync(Actor.Program, "none", default));
        await comparison.AskAsync(Actor.Program, null, default);
        var report = await comparison.RunAsync(most: 60, null, default);
        Assert.Equal((60, 3), (report.Items, report.Scores.Count));
        Assert.Equal((report.Scores[1].Ndcg, report.Scores[1].Sentence), (report.Scores[2].Ndcg, report.Scores[2].Sentence));
        Assert.Equal(report.At, (await comparison.LastAsync(default))!.At);
    }

    private static async Task UsersAsync(IServiceProvider services, string userId)
    {
        var (directory, access) = (services.GetRequiredService<UserDirectory>(), services.GetRequiredService<UserAccess>());
        Assert.NotEmpty((await directory.ReadAsync(new UserFilter("amara", Roles.User, false, true), 1, default)).Entries);
        Assert.Empty((await directory.ReadAsync(new UserFilter(Locked: true), 1, default)).Entries);
        Assert.Equal(AccessChange.Done, await access.SetRoleAsync(Actor.Program, userId, Roles.Admin, true, default));
        Assert.Equal(AccessChange.Done, await access.SetRoleAsync(Actor.Program, userId, Roles.Admin, false, default));
        Assert.Equal(AccessChange.Done, await access.SetLockedAsync(Actor.Program, userId, true, default));
        Assert.NotNull(await services.GetRequiredService<UserExport>().BeginAsync(Actor.Program, userId, default));
        await services.GetRequiredService<UserExport>().WriteAsync(userId, Stream.Null, default);
        Assert.InRange((await services.GetRequiredService<UserErasure>().RunAsync(Actor.Program, userId, null, default)).Rows, 10, int.MaxValue);
        Assert.Null(await directory.FindAsync(userId, default));
    }

    private static async Task BoardsAsync(IServiceProvider services)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            db.Experiments.Add(new ExperimentEntity { Key = "tour-board", Name = "Tour", Plan = new ExperimentPlan().ToJson(), Author = "Tour" });
            await db.SaveChangesAsync();
        }

        Assert.Null((await services.GetRequiredService<BoardReader>().FindAsync("tour-board", default))!.Result);
    }

    private static async Task QualityAsync(IServiceProvider services)
    {
        var state = await services.GetRequiredService<EngineService>().GetAsync(default);
        var audit = services.GetRequiredService<RuleAudit>();
        audit.Record("feed", state.Snapshot, RuleSet.Empty, [new ItemIndex(0)]);
        await audit.FlushAsync(default);
        audit.Record("feed", state.Snapshot, RuleSet.Empty, [new ItemIndex(0)]);
        Assert.NotEmpty(await audit.ReadAsync(30, default));
        Assert.Equal(1, (await services.GetRequiredService<ControlEvaluator>().RunAsync(1, null, default)).People);
        Assert.Null(await services.GetRequiredService<ControlEvaluator>().LastAsync(default));
        Assert.Equal(2, (await services.GetRequiredService<BrowsingSimulator>().RunAsync(2, null, default)).Requests);
        await OfflineAsync(services);
        Assert.NotEmpty((await services.GetRequiredService<Estimates>().RunAsync(state.Weights with { Balance = 0 }, null, default)).Log.Requests);
    }

    private static async Task OfflineAsync(IServiceProvider services)
    {
        var (requests, reports) = (services.GetRequiredService<OfflineRequests>(), services.GetRequiredService<OfflineReports>());
        await requests.SaveAsync(new OfflineRequest { Models = ["popular"] }, [], Actor.Program, default);
        await requests.SaveAsync(new OfflineRequest { Models = ["popular"] }, [], Actor.Program, default);
        await services.GetRequiredService<OfflineEvaluator>().RunAsync(null, default);
        Assert.NotNull(await reports.FindAsync(Assert.Single(await reports.ListAsync(default)).Id, default));
        Assert.Null(await reports.FailureAsync(default));
        Assert.Null(await requests.FindAsync(default));
    }

    private static async Task RegisterAsync(IServiceProvider services)
    {
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        PortalUser user = new() { UserName = "new@example.org", Email = "new@example.org", DisplayName = "New" };
        Assert.True((await users.CreateAsync(user, "seven green bottles")).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, Roles.User)).Succeeded);
        Assert.True((await users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue)).Succeeded);
        Assert.NotEmpty(await users.GetUsersInRoleAsync(Roles.Admin));
        Assert.True((await users.DeleteAsync(user)).Succeeded);
    }

    private static async Task FeedAsync(IServiceProvider services, string userId)
    {
        var feed = services.GetRequiredService<FeedService>();
        var feedback = services.GetRequiredService<FeedbackService>();
        var page = await feed.GetPageAsync(userId, new FeedRequest { Mood = "something light", Kind = "film" }, default);
        var item = page.Entries[0].Item.Id;
        await feed.InForceAsync(userId, new FeedRequest(), default);
        await feed.StampAsync(userId, new FeedRequest(), default);
        await ServingAsync(services, userId);
        await feedback.RecordImpressionsAsync(userId, page.RequestId, [0, 1], default);
        var liked = await feedback.RecordAsync(userId, item, InteractionKind.Like, page.Entries[0].Origin, default);
        await feedback.RecordAsync(userId, item, InteractionKind.Save, page.Entries[0].Origin, default);
        Assert.True(await feedback.RetractAsync(userId, liked!.Value, default));
        Assert.True(await feedback.RestoreAsync(userId, liked.Value, default));
        await feedback.RestoreAllAsync(userId, await feedback.RetractAllAsync(userId, item, InteractionKind.Like, default), default);
        Assert.True((await feedback.OpinionsAsync(userId, [item], default))[item].Liked);
        await ReactAsync(services, userId, page.Entries[0]);
        Assert.NotEmpty(await services.GetRequiredService<OnboardingService>().ItemsAsync(userId, default));
        await services.GetRequiredService<OnboardingService>().FinishAsync(userId, default);
        Assert.True(await services.GetRequiredService<OnboardingService>().IsDoneAsync(userId, default));
        Assert.NotNull(await services.GetRequiredService<ItemService>().GetAsync(userId, item, default));
    }

    // One of each unit, all of which were reallocated: what was exposed has to be found.
    private static async Task ServingAsync(IServiceProvider services, string userId)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        foreach (var unit in Enum.GetValues<ExperimentUnitKind>())
        {
            var experiment = SampleRows.Experiment($"tour-{unit}".ToLowerInvariant());
            var settings = ImmutableSortedDictionary<string, string>.Empty.Add(ExperimentSettings.Weights, "1");
            (experiment.Mode, experiment.Unit, experiment.State) = (ExperimentMode.Test, unit, ExperimentState.Running);
            experiment.Plan = new ExperimentPlan { Variants = [new ExperimentVariant("A", settings), new ExperimentVariant("B", settings)], Weights = [0.25, 0.75], Condition = "{}" }.ToJson();
            db.Experiments.Add(experiment);
            await db.SaveChangesAsync();
            db.ExperimentPeriods.AddRange(SampleRows.Period(experiment.Id), SampleRows.Period(experiment.Id));
            db.ExperimentUnits.Add(SampleRows.Unit(experiment.Id));
        }

        await db.SaveChangesAsync();
        var directory = services.GetRequiredService<ExperimentDirectory>();
        directory.Changed();
        Assert.Empty((await directory.GetAsync(default)).Broken);
        Assert.NotNull(await services.GetRequiredService<ExperimentReader>().FindAsync("tour-person", default));
        await services.GetRequiredService<FeedService>().GetPageAsync(
            userId, new FeedRequest { Surroundings = Surroundings.Unknown with { Visitor = "visitor", Session = "session" }, Forced = new ForcedVariant("tour-person", 0) }, default);
        await db.Experiments.ExecuteDeleteAsync();
        directory.Changed();
    }

    private static async Task ReactAsync(IServiceProvider services, string userId, FeedEntry entry)
    {
        var reactions = services.GetRequiredService<ReactionService>();
        var feedback = services.GetRequiredService<FeedbackService>();
        var (more, less) = (entry.Traits[0].More, entry.Traits[0].Less);
        await reactions.SayAsync(userId, more, less, default);
        var reaction = await reactions.SayAsync(userId, less, more, default);
        Assert.Equal(more, reaction!.Replaced);
        Assert.NotNull(await feedback.RecordAsync(userId, entry.Item.Id, InteractionKind.Dismiss, entry.Origin, default, reason: Dismissal.NotNow));
        var state = await reactions.StateAsync(userId, entry, default);
        Assert.Equal((less, Dismissal.NotNow), (Assert.Single(state.Said).Key, Assert.Single(state.Dismissed)));
        await reactions.ForgetAsync(userId, reaction, default);
        var leftOuts = services.GetRequiredService<LeftOutService>();
        var ids = await leftOuts.SetItemAsync(userId, entry.Item.Id, true, default);
        Assert.NotEmpty(ids);
        Assert.Contains(entry.Item.Id, await leftOuts.LeftOutAsync(userId, [entry.Item.Id], default));
        await leftOuts.CountAgainAsync(userId, ids, default);
        var exemptions = services.GetRequiredService<RuleExemptionService>();
        var added = await exemptions.AddAsync(userId, entry.Item.Id, ["label:gore"], default);
        Assert.Single(await exemptions.ListAsync(userId, default));
        Assert.Equal(1, await exemptions.RemoveAsync(userId, added, default));
    }

    private static async Task StatementsAsync(IServiceProvider services, StatementService statements, string userId)
    {
        var id = (await statements.AddAsync(userId, "a slow heist, no gore", null, default)).Id;
        Assert.True((await statements.EditAsync(userId, id, "a fast heist", 0, default)).Ok);
        Assert.True((await statements.SetPausedAsync(userId, id, true, default)).Ok);
        Assert.True((await statements.SetExpiryAsync(userId, id, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc), default)).Ok);
        Assert.True((await statements.DeleteAsync(userId, id, default)).Ok);
        var history = await statements.HistoryAsync(userId, default);
        Assert.True((await statements.RestoreAsync(userId, history[0].Id, default)).Ok);
        Assert.Contains(await statements.ListAsync(userId, default), statement => statement.Id == id);
        await ClausesAsync(services, userId);
    }

    private static async Task ClausesAsync(IServiceProvider services, string userId)
    {
        var statements = services.GetRequiredService<StatementService>();
        var id = (await statements.AddAsync(userId, "quiet stories, no horror", null, default)).Id;
        var refusal = (await statements.ListAsync(userId, default)).Single(view => view.Id == id).Parsed.Clauses[^1].Key;
        Assert.True((await services.GetRequiredService<ClauseService>().SetPausedAsync(userId, id, refusal, true, default)).Ok);
        await services.GetRequiredService<PersonSettingsService>().SetAsync(userId, new PersonSettings(0.5), default);
        Assert.Equal(0.5, (await services.GetRequiredService<PersonSettingsService>().GetAsync(userId, default)).Adventure);
        Assert.NotNull(await services.GetRequiredService<ListTrials>().OpenAsync(userId, Surroundings.Unknown, default));
    }

    private static async Task ReviewsAsync(ReviewService reviews, string userId)
    {
        var review = (await reviews.SaveAsync(userId, "film-arrival-2016", new ReviewDraft("Loved the ending, hated the slow pacing.", null, []), null, default)).Review!;
        Assert.True((await reviews.SaveAsync(userId, "film-arrival-2016", new ReviewDraft("Loved the ending.", null, []), review.Revision, default)).Ok);
        Assert.True((await reviews.SetSentimentAsync(userId, review.Id, 0.5, default)).Ok);
        Assert.True((await reviews.SetAspectAsync(userId, review.Id, review.Reading.Aspects[0].Key, turned: true, removed: false, default)).Ok);
        Assert.True((await reviews.DeleteAsync(userId, review.Id, default)).Ok);
        Assert.True((await reviews.RestoreAsync(userId, review.Id, default)).Ok);
        Assert.NotNull(await reviews.FindAsync(userId, "film-arrival-2016", default));
        Assert.Single(await reviews.ListAsync(userId, default));
    }

    private static async Task LibraryAsync(IServiceProvider services, string userId)
    {
        var library = services.GetRequiredService<LibraryService>();
        Assert.NotEmpty(await library.SavedAsync(userId, default));
        var first = await library.HistoryAsync(userId, null, null, default);
        await library.HistoryAsync(userId, InteractionKind.Like, first.Entries[0].InteractionId, default);
        Assert.NotEmpty((await services.GetRequiredService<SearchService>().SearchAsync(userId, "arriv", "film", false, default)).Items);
        await services.GetRequiredService<SearchService>().KindsAsync(default);
    }

    private static async Task InterestsAsync(IServiceProvider services, string userId)
    {
        var (interests, editor, leftOut) = (services.GetRequiredService<InterestService>(), services.GetRequiredService<InterestEditor>(), services.GetRequiredService<LeftOutService>());
        var interest = (await interests.ListAsync(userId, TimeZoneInfo.Utc, default)).Interests[0];
        await editor.UndoAsync(userId, await editor.RenameAsync(userId, interest, "Aliens", default), default);
        await editor.WeighAsync(userId, interest, 2, default);
        await interests.EffectAsync(userId, TimeZoneInfo.Utc, interest.AnchorRowId, 2, 0, default);
        await editor.UseAgainAsync(userId, await editor.LeaveOutAsync(userId, TimeZoneInfo.Utc, interest, default), default);
        Assert.NotEmpty(await leftOut.SetPeriodAsync(userId, null, DateTime.MaxValue, leaveOut: true, default));
        Assert.True((await leftOut.CountPeriodAsync(userId, DateTime.MinValue, null, LibraryService.OfTaste, default)).LeftOut > 0);
        await leftOut.SetPeriodAsync(userId, DateTime.MinValue, null, leaveOut: false, default);
        var opened = await services.GetRequiredService<FeedbackService>().RecordAsync(userId, interest.Anchor.Id, InteractionKind.Click, new FeedbackOrigin("feed"), default);
        Assert.Equal([opened!.Value], await leftOut.LeaveOutAsync(userId, [opened.Value], default));
        Assert.Equal([opened.Value], await leftOut.CountAgainAsync(userId, [opened.Value], default));
    }

    private static async Task OperateAsync(IServiceProvider services, string userId)
    {
        var recorder = services.GetRequiredService<JobRunRecorder>();
        var (run, chain) = (await recorder.StartAsync("tour", new JobCause("test"), default), Guid.NewGuid());
        await recorder.ProgressAsync(run, new WorkProgress(1, 2), "a line", default);
        Assert.Equal(JobRunState.Running, await recorder.StateAsync(run, default));
        Assert.True(await recorder.AskToStopAsync("tour", default));
        await recorder.EndAsync(run, JobRunState.Succeeded, new WorkProgress(2, 2), null, "two lines", default);
        await recorder.ForgetIdleAsync("tour", run, default);
        await recorder.StartAsync("tour", new JobCause("test", chain), default);
        Assert.Contains("tour", await recorder.MarkInterruptedAsync([], default));
        var reader = services.GetRequiredService<JobRunReader>();
        Assert.Equal("two lines", (await reader.FindAsync(run, default))!.Log);
        Assert.NotEmpty((await reader.HistoryAsync(new JobRunFilter("tour", JobRunState.Succeeded), 1, 5, default)).Runs);
        await reader.ActionsAsync(1, 5, default);
        await services.GetRequiredService<IJobChains>().StartAsync(chain, [RefreshEngineJob.Definition.Key], "test", default);
        Assert.NotNull(await services.GetRequiredService<IJobChains>().FindAsync(chain, default));
        await services.GetRequiredService<JobChains>().ContinueAllAsync(default);
        await services.GetRequiredService<MetricRollUp>().RunAsync(null, default);
        await services.GetRequiredService<MetricRollUp>().RunAsync(null, default);
        Assert.NotEmpty((await services.GetRequiredService<OverviewService>().ReadAsync(OverviewRange.All[1], true, default)).Groups);
        Assert.Empty((await services.GetRequiredService<OverviewService>().ReadAsync(OverviewRange.All[0], false, default)).Alerts.Failed);
        Assert.NotEmpty(await services.GetRequiredService<JobService>().ListAsync(5, default));
        ClaimsPrincipal admin = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId), new Claim(ClaimTypes.Role, Roles.Admin)], "test"));
        await services.GetRequiredService<JobService>().RunNowAsync(RefreshEngineJob.Definition.Key, admin, default);
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            await db.ItemVectors.Take(3).ExecuteDeleteAsync();
        }

        var embedder = services.GetRequiredService<CatalogueEmbedder>();
        Assert.Equal(3, await embedder.CountStaleAsync(default));
        Assert.Equal(3, (await embedder.RunAsync(null, default)).Embedded);
        await services.GetRequiredService<EngineService>().RefreshAsync(default);
        Assert.NotEmpty(await services.GetRequiredService<ReactionLog>().ReadAsync(["taste"], null, default));
        Assert.NotEmpty((await services.GetRequiredService<WeightLearning>().RunAsync(null, default)).Message);
        Assert.NotEmpty((await services.GetRequiredService<ModelTraining>().RunAsync(null, default)).Message);
        Assert.NotEmpty((await services.GetRequiredService<InteractionReader>().ReadAsync(false, null, default)).Interactions);
        await services.GetRequiredService<WeightStore>().AddLearnedAsync($"{WeightStore.LearnedPrefix}again", RankingWeights.Default, "", default);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CleanUpJob>().RunAsync(new Progress<WorkProgress>(), default);
    }
}
