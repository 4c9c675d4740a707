using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Portal.Data;

namespace Portal.Tests.Data;

/// <summary>That each setting reaches what it is for; that bad values are refused is tested with the start-up.</summary>
public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData("Sqlite", typeof(SqlitePortalDbContext))]
    [InlineData("SqlServer", typeof(SqlServerPortalDbContext))]
    public void The_provider_decides_the_context(string provider, Type expected)
    {
        using var services = Build(new() { ["Database:Provider"] = provider, ["ConnectionStrings:Portal"] = "Server=s;Database=d" });
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        Assert.IsType(expected, db);
        using var scope = services.CreateScope();
        Assert.IsType(expected, scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void The_command_timeout_has_its_effect(string provider)
    {
        using var services = Build(new() { ["Database:Provider"] = provider, ["ConnectionStrings:Portal"] = "Server=s", ["Database:CommandTimeoutSeconds"] = "77" });
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        Assert.Equal(77, db.Database.GetCommandTimeout());
    }

    [Fact]
    public void The_connection_string_has_its_effect()
    {
        using var services = Build(new() { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:Portal"] = "Server=s;Database=mine" });
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        Assert.Equal("mine", db.Database.GetDbConnection().Database);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = Path.GetTempPath() });
        services.AddPortalData(configuration);
        return services.BuildServiceProvider();
    }
}
