using Portal;
using Portal.Accounts;
using Portal.Catalogue;
using Portal.Cli;
using Portal.Data;
using Portal.Demo;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Experiments;
using Portal.Experiments.Boards;
using Portal.Experiments.Counting;
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
using Portal.Shell;
using Portal.Startup;
using Portal.Users;
using Portal.Weights;

return await CommandLine.RunAsync(args, CreatePortal);

// The whole portal, not yet started: `serve` starts it, the other verbs use its services.
static WebApplication CreatePortal(string[] settings)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = settings,
        ContentRootPath = ContentRoot.Find(),
    });

    // Built but not published, the assets of packages lie outside wwwroot; published, this does nothing.
    builder.WebHost.UseStaticWebAssets();
    builder.UseDefaultAddress();
    builder.AddStartup();
    builder.Services
        .AddSingleton(TimeProvider.System)
        .AddPortalData(builder.Configuration)
        .AddAccounts()
        .AddDemo()
        .AddEngine(builder.Configuration)
        .AddPeople()
        .AddFeed()
        .AddOnboarding()
        .AddPreferences()
        .AddInterests()
        .AddItems()
        .AddSearch()
        .AddLibrary()
        .AddQuality()
        .AddOverview()
        .AddImporting()
        .AddWeights()
        .AddEstimates()
        .AddOfflineEvaluation()
        .AddExperimentCounting()
        .AddExperiments()
        .AddBoards()
        .AddCatalogue()
        .AddUsers()
        .AddModels()
        .AddJobs(builder.Configuration)
        .AddDiagnostics()
        .AddShell();

    var app = builder.Build();

    app.UseShell();
    app.UseAccounts();
    app.UseAntiforgery();
    app.MapAccounts();
    app.MapCovers();
    app.MapPreferences();
    app.MapImporting();
    app.MapWeights();
    app.MapBoards();
    app.MapOfflineEvaluation();
    app.MapUsers();
    app.MapDiagnostics();
    app.MapShell();
    return app;
}
