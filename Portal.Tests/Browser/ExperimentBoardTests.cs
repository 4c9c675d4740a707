using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Experiments;
using Portal.Tests.Features.Experiments.Boards;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ExperimentBoardTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_analyst_reads_an_experiment_by_keyboard_and_takes_its_numbers_along()
    {
        DrawnExperiment drawn = new() { Units = 2000, Lifts = [0.3, 0.02] };
        await StoreAsync("journey-board", drawn);
        await SignInAsPersonaAsync("Analyst", "/admin/experiments/journey-board");

        await Expect(Heading("Ship Fresher 1")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Group, new() { NameRegex = new("^Actions") })).ToHaveCountAsync(0);
        await HasNoBarrierAsync();
        await Page.Locator(".scorecard-row__name").First.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".detail")).ToBeVisibleAsync();
        await Page.GetByLabel("Compare with the control").SelectOptionAsync("Fresher 2");
        await Expect(Page).ToHaveURLAsync(new Regex("variant=2"));
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.StartsWith("experiment,simulated,blocked,", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await HasNoBarrierAsync();
        await Page.SetViewportSizeAsync(390, 844);
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways on a phone.");
    }

    internal static async Task StoreAsync(IServiceProvider services, ExperimentEntity row, ExperimentReading reading, IEnumerable<double[]> shares)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        db.Experiments.Add(row);
        await db.SaveChangesAsync();
        db.ExperimentPeriods.AddRange(shares.Select((share, i) => new ExperimentPeriodEntity { ExperimentId = row.Id, FromUtc = DrawnExperiment.Start.AddDays(i), ToUtc = null, Weights = JsonSerializer.Serialize(share), Coverage = 1, Reason = "started" }));
        db.ExperimentResults.Add(new ExperimentResultEntity { ExperimentId = row.Id, AtUtc = DrawnExperiment.Start.AddDays(14), Units = reading.Report?.Units ?? 0, Report = reading.ToJson() });
        await db.SaveChangesAsync();
    }

    private Task StoreAsync(string key, DrawnExperiment drawn)
    {
        var row = DrawnExperiment.Entity(key, drawn.Plan, state: ExperimentState.Stopped);
        row.Simulated = true;
        return StoreAsync(Demo.Services, row, new ExperimentReading { Report = drawn.Report(), Staff = 7, Bots = 2 }, [[.. drawn.Plan.Weights]]);
    }

    private async Task HasNoBarrierAsync()
    {
        var result = await Page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
