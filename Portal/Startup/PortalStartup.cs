using System.Diagnostics;
using Portal.Data;

namespace Portal.Startup;

/// <summary>What has to be true before anything else of the portal runs.</summary>
internal static partial class PortalStartup
{
    /// <summary>
    /// Data folder, lock, schema, seeds, in this order. The caller owns the data folder until the services are disposed of.
    /// </summary>
    /// <exception cref="PortalStartupException">One of them fails; the message says what to do.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        Own(services);
        await MigrateAndSeedAsync(services, ct);
    }

    /// <summary>
    /// For a command that may run beside a portal: where one is running, it has prepared everything already and only the
    /// schema is compared; otherwise as <see cref="PrepareAsync"/>.
    /// </summary>
    public static async Task PrepareSharedAsync(IServiceProvider services, CancellationToken ct)
    {
        DataFolderCheck.EnsureWritable(services.GetRequiredService<DataFolder>());
        if (services.GetRequiredService<InstanceLock>().TryTake())
        {
            await MigrateAndSeedAsync(services, ct);
        }
        else
        {
            await services.GetRequiredService<DatabaseMigrator>().EnsureCurrentAsync(ct);
        }
    }

    /// <summary>Checks the data folder and takes it.</summary>
    public static void Own(IServiceProvider services)
    {
        DataFolderCheck.EnsureWritable(services.GetRequiredService<DataFolder>());
        services.GetRequiredService<InstanceLock>().Take();
    }

    private static async Task MigrateAndSeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
        var schemaMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await services.GetRequiredService<SeederRunner>().RunAsync(ct);
        var seedMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds - schemaMs;

        var folder = services.GetRequiredService<DataFolder>().Path;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalStartup));
        LogPrepared(logger, folder, schemaMs, seedMs);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Prepared {Folder}: schema {SchemaMs:F0} ms, seeds {SeedMs:F0} ms")]
    private static partial void LogPrepared(ILogger logger, string folder, double schemaMs, double seedMs);
}
