using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Tests.Data;
using Portal.Tests.Support;
using Portal.Users;

namespace Portal.Tests.Features.Users;

public sealed class UserTests : PageScene
{
    private static readonly Actor Root = new("root", "Root");

    private UserDirectory Directory => Services.GetRequiredService<UserDirectory>();

    private UserAccess Access => Services.GetRequiredService<UserAccess>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddUsers();
        await using var db = Database.CreateDbContext();
        db.Roles.AddRange(Roles.All.Select(role => new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant() }));
        db.Users.AddRange(
            new PortalUser { Id = "root", UserName = "root@example.org", DisplayName = "Root" },
            new PortalUser { Id = "made", UserName = "admin", DisplayName = "Demo administrator", Simulated = true },
            new PortalUser { Id = "percent", UserName = "p@example.org", DisplayName = "100% Wolf", ExternalId = "reader_7" });
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = "root", RoleId = Roles.Admin });
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task The_last_administrator_keeps_role_and_account()
    {
        Assert.Equal(AccessChange.LastAdministrator, await Access.SetRoleAsync(Root, "root", Roles.Admin, false, default));
        Assert.Equal(AccessChange.LastAdministrator, await Access.SetLockedAsync(Actor.Program, "root", true, default));
        Assert.Equal(AccessChange.LastAdministrator, (await Services.GetRequiredService<UserErasure>().RunAsync(Actor.Program, "root", null, default)).Result);
        Assert.Equal(AccessChange.Self, await Access.SetLockedAsync(Root, "root", true, default));

        await Access.SetRoleAsync(Root, Me, Roles.Admin, true, default);
        Assert.Equal(AccessChange.Done, await Access.SetLockedAsync(Root, Me, true, default));
        Assert.Equal(AccessChange.LastAdministrator, await Access.SetRoleAsync(Root, "root", Roles.Admin, false, default));
        Assert.Equal(AccessChange.Done, await Access.SetLockedAsync(Root, Me, false, default));
        Assert.Equal(AccessChange.Done, await Access.SetRoleAsync(Root, "root", Roles.Admin, false, default));
        Assert.Equal([Roles.Admin], (await Directory.FindAsync(Me, default))!.Roles);
    }

    [Theory]
    [InlineData(true, AccessChange.Done)]
    [InlineData(false, AccessChange.LastAdministrator)]
    public async Task The_demos_administrator_counts_while_one_can_sign_in_as_it(bool demo, AccessChange expected)
    {
        await Access.SetRoleAsync(Root, "made", Roles.Admin, true, default);
        UserAccess access = new(Database, Options.Create(new PortalOptions { Demo = demo }), Clock);

        Assert.Equal(expected, await access.SetRoleAsync(Root, "root", Roles.Admin, false, default));
    }

    [Fact]
    public async Task A_lock_and_a_role_end_sessions_and_are_in_the_audit_log()
    {
        await using var db = Database.CreateDbContext();
        string? Stamp() => db.Users.AsNoTracking().Single(user => user.Id == Me).SecurityStamp;
        var first = Stamp();

        await Access.SetLockedAsync(Root, Me, true, default);
        var second = Stamp();
        await Access.SetRoleAsync(Root, Me, Roles.Analyst, true, default);

        Assert.True((await Directory.FindAsync(Me, default))!.Locked);
        Assert.Equal(3, new[] { first, second, Stamp() }.Distinct().Count());
        Assert.Equal([("user.locked", ""), ("user.role-given", "Analyst")], db.AuditEntries.OrderBy(entry => entry.Id).AsEnumerable().Select(entry => (entry.Action, entry.Details)));
    }

    [Fact]
    public async Task People_are_found_by_name_mail_id_role_and_state()
    {
        await Access.SetLockedAsync(Root, Me, true, default);

        Assert.Equal(["percent"], await FoundAsync(new UserFilter("100%")));
        Assert.Equal(["percent"], await FoundAsync(new UserFilter("reader_7")));
        Assert.Equal([Me], await FoundAsync(new UserFilter("LEE ann@")));
        Assert.Equal(["root"], await FoundAsync(new UserFilter(Role: Roles.Admin)));
        Assert.Equal([Me], await FoundAsync(new UserFilter(Locked: true)));
        Assert.Equal(["made", "percent", "root"], await FoundAsync(new UserFilter(Locked: false)));
        Assert.Equal(["made"], await FoundAsync(new UserFilter(Simulated: true)));
    }

    [Fact]
    public async Task An_export_holds_everything_about_the_person_and_nothing_about_others()
    {
        await FillAsync();
        using ResponseLike stream = new();

        Assert.Equal("ann@example.org", await Services.GetRequiredService<UserExport>().BeginAsync(Root, Me, default));
        await Services.GetRequiredService<UserExport>().WriteAsync(Me, stream, default);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString([.. stream.Written]));
        var root = json.RootElement;
        Assert.Equal("Ann Lee", root.GetProperty("account").GetProperty("displayName").GetString());
        Assert.Equal("quiet stories, no horror", root.GetProperty("statements")[0].GetProperty("text").GetString());
        Assert.Equal(["f1", "f2"], root.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("item").GetString()));
        Assert.Equal(3, root.GetProperty("served").GetArrayLength());
        Assert.Equal("light", root.GetProperty("feeds")[0].GetProperty("mood").GetString());
        Assert.Equal(1, root.GetProperty("statementHistory").GetArrayLength());
        var experiment = Assert.Single(root.GetProperty("experiments").EnumerateArray());
        Assert.Equal(("fresh-2", 1, "B"), (experiment.GetProperty("key").GetString(), experiment.GetProperty("variant").GetInt32(), experiment.GetProperty("variantName").GetString()));
        Assert.DoesNotContain("secret-hash", Encoding.UTF8.GetString([.. stream.Written]), StringComparison.Ordinal);
        Assert.Null(await Services.GetRequiredService<UserExport>().BeginAsync(Root, "nobody", default));
    }

    [Fact]
    public async Task Deleting_counts_what_was_there_and_leaves_the_others_theirs()
    {
        await FillAsync();
        var holdings = await Directory.HoldingsAsync(Me, default);

        var erased = await Services.GetRequiredService<UserErasure>().RunAsync(Root, Me, null, default);

        Assert.Equal(new UserHoldings(1, 1, 2, 1, 3, 0, 1), holdings);
        Assert.Equal(new Erased(AccessChange.Done, 9), erased);
        Assert.Null(await Directory.FindAsync(Me, default));
        await using var db = Database.CreateDbContext();
        Assert.Equal(["root"], await db.Interactions.Select(row => row.UserId).ToListAsync());
        Assert.Equal(0, await db.ServedPositions.CountAsync());
        Assert.Equal(["root"], await db.ExperimentUnits.Select(row => row.Unit).ToListAsync());
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "user.deleted");
        Assert.Equal((Me, "1 statements, 2 actions, 1 feeds, 0 reviews, 2 others"), (entry.Subject, entry.Details));
        Assert.Equal(AccessChange.Gone, (await Services.GetRequiredService<UserErasure>().RunAsync(Root, Me, null, default)).Result);
    }

    private sealed class ResponseLike : MemoryStream
    {
        public List<byte> Written { get; } = [];

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A response must not be written to synchronously.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("A response must not be written to synchronously.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.AddRange(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }

    private static ImmutableSortedDictionary<string, string> Nothing => ImmutableSortedDictionary<string, string>.Empty;

    private async Task FillAsync()
    {
        await AddItemsAsync(Film("f1"), Film("f2"), Film("f3"));
        await SayAsync("quiet stories, no horror");
        await ActAsync("f1", InteractionKind.Like);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync("f2", InteractionKind.Click);
        await using var db = Database.CreateDbContext();
        (await db.Users.SingleAsync(user => user.Id == Me)).PasswordHash = "secret-hash";
        var items = await db.Items.Select(item => item.Id).ToListAsync();
        db.Interactions.Add(new InteractionEntity { UserId = "root", ItemId = items[0], Kind = InteractionKind.Like, AtUtc = Clock.GetUtcNow().UtcDateTime, Context = "test" });
        var request = Guid.NewGuid();
        db.FeedRequests.Add(new FeedRequestEntity { Id = request, UserId = Me, AtUtc = Clock.GetUtcNow().UtcDateTime, WeightsFingerprint = "w", EngineVersion = "e", Mood = "light" });
        db.ServedPositions.AddRange(items.Select((item, i) => new ServedPositionEntity { RequestId = request, Position = i, ItemId = item, UserId = Me, AtUtc = Clock.GetUtcNow().UtcDateTime, TopSignal = "taste" }));
        var experiment = SampleRows.Experiment();
        experiment.Plan = new ExperimentPlan { Variants = [new ExperimentVariant("A", Nothing), new ExperimentVariant("B", Nothing)] }.ToJson();
        db.Experiments.Add(experiment);
        await db.SaveChangesAsync();
        db.ExperimentUnits.AddRange(new (string Unit, int Variant)[] { (Me, 1), ("root", 0) }.Select(unit => new ExperimentUnitEntity { ExperimentId = experiment.Id, Unit = unit.Unit, Variant = unit.Variant, ExposedUtc = Clock.GetUtcNow().UtcDateTime }));
        await db.SaveChangesAsync();
    }

    private async Task<IEnumerable<string>> FoundAsync(UserFilter filter) => (await Directory.ReadAsync(filter, 1, default)).Entries.Select(user => user.Id).Order(StringComparer.Ordinal);
}
