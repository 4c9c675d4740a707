using Portal;
using Portal.Accounts;
using Portal.Cli;
using Portal.Data;
using Portal.Items;
using Portal.Jobs;
using Portal.Shell;

return await CommandLine.RunAsync(args, CreatePortal);

// The whole portal, not yet started: `serve` starts it, the other verbs use its services.
static WebApplication CreatePortal(string[] settings)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = settings,
        ContentRootPath = ContentRoot.Find(),
    });

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddPortalData(builder.Configuration);
    builder.Services.AddAccounts();
    builder.Services.AddJobs(builder.Configuration);
    builder.Services.AddShell();

    var app = builder.Build();

    app.UseShell();
    app.UseAccounts();
    app.UseAntiforgery();
    app.MapAccounts();
    app.MapCovers();
    app.MapShell();
    return app;
}
