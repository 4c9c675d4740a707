using Portal;
using Portal.Accounts;
using Portal.Cli;
using Portal.Data;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Shell;
using Portal.Startup;

return await CommandLine.RunAsync(args, CreatePortal);

// The whole portal, not yet started: `serve` starts it, the other verbs use its services.
static WebApplication CreatePortal(string[] settings)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = settings,
        ContentRootPath = ContentRoot.Find(),
    });

    builder.AddStartup();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddPortalData(builder.Configuration);
    builder.Services.AddAccounts();
    builder.Services.AddJobs(builder.Configuration);
    builder.Services.AddDiagnostics();
    builder.Services.AddShell();

    var app = builder.Build();

    app.UseShell();
    app.UseAccounts();
    app.MapAccounts();
    app.MapDiagnostics();
    app.MapShell();
    return app;
}
