using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Demo.Browsing;
using Portal.Diagnostics;
using Portal.Domain.Profiles;
using Portal.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Demo;

public sealed class BrowsingSimulatorTests
{
    [Fact]
    public async Task Readers_open_their_feeds_look_from_the_top_and_react_as_simulated_people()
    {
        const int Requests = 60;
        await using PortalServer server = new() { WithDemoData = true };
        List<WorkProgress> told = [];
        await using var before = await server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var last = await before.Interactions.MaxAsync(row => row.Id);

        var result = await server.Services.GetRequiredService<BrowsingSimulator>().RunAsync(Requests, new Relay(told.Add), default);

        await using var db = await server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var done = await db.Interactions.Where(row => row.Id > last).Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new { row.Kind, row.Context, row.Position, row.RequestId, user.Simulated, user.Persona }).ToListAsync();
        Assert.Equal((Requests, Requests), (result.Requests, await db.FeedRequests.CountAsync()));
        Assert.All(done, one => Assert.True(one is { Simulated: true, Persona: false, RequestId: not null }));
        Assert.All(done.Where(one => one.Kind != InteractionKind.Impression), one => Assert.Equal("simulation", one.Context));
        Assert.Equal((result.Looks, result.Clicks), (done.Count(one => one.Kind == InteractionKind.Impression), done.Count(one => one.Kind == InteractionKind.Click)));

        // Every first card is looked at, and fewer and fewer below; some of it is opened.
        var looks = done.Where(one => one.Kind == InteractionKind.Impression).CountBy(one => one.Position!.Value).ToDictionary();
        Assert.Equal(Requests, looks[0]);
        Assert.True(looks[3] < Requests * 0.75 && looks.GetValueOrDefault(20) < looks[3], string.Join(' ', looks.OrderBy(look => look.Key)));
        Assert.InRange(result.Clicks, 10, result.Looks / 2);
        Assert.All(await db.ServedPositions.Select(row => row.Propensity).ToListAsync(), chance => Assert.InRange(chance!.Value, 0, 1));
        Assert.Equal(new WorkProgress(Requests, Requests), told[^1]);
        Assert.Contains(server.Services.GetServices<RegisteredJob>(), job => job.Definition.Key == "simulate-browsing");
    }

    [Fact]
    public async Task A_portal_with_people_is_left_alone()
    {
        await using PortalServer server = new(("Portal:Demo", "false"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => server.Services.GetRequiredService<BrowsingSimulator>().RunAsync(1, null, default));

        Assert.Contains("Portal:Demo is false", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Services.GetServices<RegisteredJob>(), job => job.Definition.Key == "simulate-browsing");
    }

    private sealed class Relay(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
