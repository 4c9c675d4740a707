using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Evaluation.Control;
using Portal.Quality;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Quality;

public sealed class QualityPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddQuality();
    }

    [Fact]
    public void Before_anything_was_served_or_measured_it_says_so()
    {
        var page = Render<QualityPage>();

        page.WaitForAssertion(() => Assert.Equal(["No list has gone out yet.", "Not measured yet."], page.FindAll("p.muted").Select(text => text.TextContent)));
        Assert.Equal("No violations", page.Find(".badge").TextContent.Trim());
    }

    [Fact]
    public async Task A_violation_and_a_missed_target_are_shown_as_such()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.RuleAudits.Add(new RuleAuditEntity { Day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), List = "feed", Lists = 7, Items = 168, Violations = 2 });
            ControlReport report = new("v1", new string('a', 64), 40, 3, 24, [new ControlRow("less", "share", 9, 0.5, 0.25, "≤ 40 % of before", 2 / 3.0, double.NaN)]);
            db.EvaluationReports.Add(new EvaluationReportEntity { Kind = "control", AtUtc = new DateTime(2026, 3, 1, 4, 5, 0, DateTimeKind.Utc), Report = report.ToJson() });
            await db.SaveChangesAsync();
        }

        var page = Render<QualityPage>();

        page.WaitForAssertion(() => Assert.Equal("2 violations", page.Find(".badge").TextContent.Trim()));
        Assert.Equal(["7", "168", "2"], page.FindAll("table")[0].QuerySelectorAll("tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["9", "0.500", "0.250", "falls by 60 % or more", "67%", "–"], page.FindAll("table")[1].QuerySelectorAll("tbody td").Select(cell => cell.TextContent.Replace(" ", "", StringComparison.Ordinal) is "67%" ? "67%" : cell.TextContent.Trim()));
    }
}
