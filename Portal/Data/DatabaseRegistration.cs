using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Options;

namespace Portal.Data;

internal static class DatabaseRegistration
{
    /// <summary>Name of the connection string that SQL Server wants.</summary>
    public const string ConnectionName = "Portal";

    public static IServiceCollection AddPortalData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PortalOptions>().Bind(configuration.GetSection(PortalOptions.Section)).ValidateOnStart();
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton<DataFolder>();

        // The provider decides which types are registered, so it is read before the container exists.
        return Provider(configuration) == DatabaseProvider.SqlServer
            ? services.AddProvider<SqlServerPortalDbContext>((provider, builder) =>
                ConfigureSqlServer(builder, Options(provider), provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName) ?? ""))
            : services.AddProvider<SqlitePortalDbContext>((provider, builder) =>
                ConfigureSqlite(builder, Options(provider), provider.GetRequiredService<DataFolder>().DatabaseFile));
    }

    public static DatabaseProvider Provider(IConfiguration configuration) =>
        configuration.GetSection(DatabaseOptions.Section).GetValue("Provider", DatabaseProvider.Sqlite);

    public static void ConfigureSqlite(DbContextOptionsBuilder builder, DatabaseOptions options, string file) =>
        builder
            .UseSqlite(SqliteConnectionString(file, options), sqlite => sqlite
                .CommandTimeout(options.CommandTimeoutSeconds)
                .MaxBatchSize(options.MaxBatchSize)
                .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(SqlitePragmas.Instance);

    public static void ConfigureSqlServer(DbContextOptionsBuilder builder, DatabaseOptions options, string connectionString) =>
        builder.UseSqlServer(connectionString, sql => sql
            .UseCompatibilityLevel(options.SqlServerCompatibilityLevel)
            .CommandTimeout(options.CommandTimeoutSeconds)
            .MaxBatchSize(options.MaxBatchSize)
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
            .EnableRetryOnFailure());

    public static string SqliteConnectionString(string file, DatabaseOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = options.CommandTimeoutSeconds,
    }.ToString();

    private static DatabaseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;

    private static IServiceCollection AddProvider<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : PortalDbContext
    {
        services.AddDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<PortalDbContext>, FactoryAdapter<TContext>>();

        // Identity's stores ask for a context of the scope; nothing else may.
        services.AddScoped<PortalDbContext>(provider => provider.GetRequiredService<TContext>());
        return services;
    }

    private sealed class FactoryAdapter<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<PortalDbContext>
        where TContext : PortalDbContext
    {
        public PortalDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}

/// <summary>Used by dotnet-ef only: no server, no running host.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args)
    {
        DbContextOptionsBuilder<SqlitePortalDbContext> builder = new();
        DatabaseRegistration.ConfigureSqlite(builder, new DatabaseOptions(), "design.db");
        return new SqlitePortalDbContext(builder.Options);
    }
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerPortalDbContext>
{
    public SqlServerPortalDbContext CreateDbContext(string[] args)
    {
        DbContextOptionsBuilder<SqlServerPortalDbContext> builder = new();
        DatabaseRegistration.ConfigureSqlServer(builder, new DatabaseOptions(), "Server=design;Database=design;TrustServerCertificate=true");
        return new SqlServerPortalDbContext(builder.Options);
    }
}
