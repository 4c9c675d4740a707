using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Portal.Data;

namespace Portal.Tests.Data;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData("MaxBatchSize", "0", "Database:MaxBatchSize is 0; use 1 to 1000.")]
    [InlineData("MaxBatchSize", "1001", "Database:MaxBatchSize is 1001; use 1 to 1000.")]
    [InlineData("SqlServerCompatibilityLevel", "140", "Database:SqlServerCompatibilityLevel is 140; use 150 (SQL Server 2019), 160 (2022) or 170 (2025).")]
    [InlineData("CommandTimeoutSeconds", "0", "Database:CommandTimeoutSeconds is 0; use 1 to 600.")]
    [InlineData("CommandTimeoutSeconds", "601", "Database:CommandTimeoutSeconds is 601; use 1 to 600.")]
    [InlineData("Provider", "7", "Database:Provider is 7; use Sqlite or SqlServer.")]
    [InlineData("Provider", "SqlServer", "ConnectionStrings:Portal is empty; with Database:Provider SqlServer it must name the server and the database.")]
    public void A_bad_value_is_refused_with_its_key(string key, string value, string expected)
    {
        using var provider = Build(new() { [$"Database:{key}"] = value });
        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        Assert.Equal(expected, Assert.Single(error.Failures));
    }

    [Fact]
    public void All_failures_are_told_at_once()
    {
        using var provider = Build(new() { ["Database:MaxBatchSize"] = "-1", ["Database:CommandTimeoutSeconds"] = "900" });
        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        Assert.Equal(2, error.Failures.Count());
    }

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
