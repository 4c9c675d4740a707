using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Startup;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Startup;

/// <summary>The database and the start-up without the rest of the portal; not started.</summary>
internal static class StartupHost
{
    public static IHost Create(string folder, Action<IServiceCollection>? add = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(settings
            .Prepend(("Portal:DataFolder", folder))
            .Select(setting => KeyValuePair.Create<string, string?>(setting.Item1, setting.Item2)));
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStartup();
        builder.Services.AddPortalData(builder.Configuration);
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    public static async Task<string> FailAsync(string folder, params (string Key, string Value)[] settings)
    {
        using var host = Create(folder, null, settings);
        return (await Assert.ThrowsAsync<PortalStartupException>(() => host.StartAsync())).Message;
    }
}
