using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Startup;

/// <summary>The portal on a folder of its own, prepared by nothing but its own start-up.</summary>
public sealed class PreparedServer : WebApplicationFactory<Program>
{
    public TestFolder Folder { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Portal:DataFolder", Folder.FullName);
        builder.UseSetting("Portal:Demo", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }
}
