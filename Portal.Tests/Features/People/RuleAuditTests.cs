using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.People;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Features.People;

public sealed class RuleAuditTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private TestDatabase _database = default!;
    private RuleAudit _audit = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _audit = new RuleAudit(_database, _clock, NullLogger<RuleAudit>.Instance);
    }

    public async Task DisposeAsync()
    {
        _audit.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_was_served_is_counted_by_list_and_a_broken_rule_is_seen()
    {
        var snapshot = Snapshot([Item("calm"), Item("scary", genres: ["horror"]), Item("odd")]);
        var rules = RuleSet.Of(new ParsedStatement
        {
            Text = "no horror",
            Wanted = "",
            Clauses = [new Clause { Start = 0, End = 9, Phrase = "horror", Polarity = Polarity.Never, Subject = new LabelSubject(["horror"]) }],
        });
        ItemIndex[] all = [snapshot.At("calm"), snapshot.At("scary"), snapshot.At("odd")];

        _audit.Record("feed", snapshot, rules, all[..1]);
        _audit.Record("feed", snapshot, rules, all);
        _audit.Record("search", snapshot, RuleSet.Empty, all);

        Assert.Equal([new AuditedList("feed", 2, 4, 1), new AuditedList("search", 1, 3, 0)], await _audit.ReadAsync(30, default));
    }

    [Fact]
    public async Task Counts_add_up_over_flushes_and_old_days_are_left_out()
    {
        var snapshot = Snapshot([Item("calm")]);
        _audit.Record("feed", snapshot, RuleSet.Empty, [snapshot.At("calm")]);
        await _audit.FlushAsync(default);
        _clock.Advance(TimeSpan.FromDays(40));
        _audit.Record("feed", snapshot, RuleSet.Empty, [snapshot.At("calm")]);
        await _audit.FlushAsync(default);
        _audit.Record("feed", snapshot, RuleSet.Empty, []);

        Assert.Equal([new AuditedList("feed", 2, 1, 0)], await _audit.ReadAsync(30, default));
        Assert.Equal([new AuditedList("feed", 3, 2, 0)], await _audit.ReadAsync(60, default));
    }

    [Fact]
    public async Task A_stopping_portal_stores_what_it_counted()
    {
        var snapshot = Snapshot([Item("calm")]);
        await _audit.StartAsync(default);
        _audit.Record("similar", snapshot, RuleSet.Empty, [snapshot.At("calm")]);

        await _audit.StopAsync(default);

        await using var db = _database.CreateDbContext();
        Assert.Equal(("similar", 1L), db.RuleAudits.AsEnumerable().Select(row => (row.List, row.Items)).Single());
    }
}
