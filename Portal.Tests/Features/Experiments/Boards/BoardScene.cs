using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Engine.Experiments;
using Portal.Experiments;
using Portal.Experiments.Boards;
using Portal.Tests.Support;
using Portal.Weights;

namespace Portal.Tests.Features.Experiments.Boards;

/// <summary>An analyst before the page of an experiment.</summary>
public abstract class BoardScene : PageScene
{
    protected const string Key = "fresher";

    private protected BoardReader Boards => Services.GetRequiredService<BoardReader>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddWeights().AddExperiments().AddBoards();
    }

    /// <summary>Stores an experiment with what its units say.</summary>
    private protected async Task<Board> StoreAsync(DrawnExperiment drawn) => await StoreAsync(drawn.Plan, new ExperimentReading { Report = drawn.Report(), Staff = 7, Bots = 2 });

    private protected async Task<Board> StoreAsync(ExperimentPlan plan, ExperimentReading? reading, ExperimentMode mode = ExperimentMode.Test, IReadOnlyList<double[]>? shares = null)
    {
        await using var db = Database.CreateDbContext();
        var row = DrawnExperiment.Entity(Key, plan, mode);
        db.Experiments.Add(row);
        await db.SaveChangesAsync();
        foreach (var (i, share) in (shares ?? [[.. plan.Weights]]).Index())
        {
            db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = row.Id, FromUtc = DrawnExperiment.Start.AddDays(i), Weights = JsonSerializer.Serialize(share), Coverage = 1, Reason = "started" });
        }

        await db.SaveChangesAsync();
        if (reading is not null)
        {
            await CountAsync(row.Id, reading);
        }

        return (await Boards.FindAsync(Key, default))!;
    }

    private protected async Task CountAsync(int experimentId, ExperimentReading reading, TimeSpan later = default)
    {
        await using var db = Database.CreateDbContext();
        db.ExperimentResults.Add(new ExperimentResultEntity { ExperimentId = experimentId, AtUtc = DrawnExperiment.Start.AddDays(14) + later, Units = reading.Report?.Units ?? 0, Report = reading.ToJson() });
        await db.SaveChangesAsync();
    }

    /// <summary>The page, once it has read the experiment.</summary>
    private protected IRenderedComponent<BoardPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/admin/experiments/{Key}{query}");
        var page = Render<BoardPage>(parameters => parameters.Add(one => one.Key, Key));
        page.WaitForElement(".status");
        return page;
    }
}
