using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Quartz;

namespace Portal.Data;

internal static class JobStore
{
    // Silent for longer than both together, a process is given up, and its jobs start again elsewhere: longer than a server's failover or a
    // long pause of the program takes. The clocks of the machines have to agree within a few seconds.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether several portals may share the database. A SQLite file has one at a time, which the lock on the data folder sees to.</summary>
    public static bool IsShared(IConfiguration configuration) => DatabaseRegistration.Provider(configuration) == DatabaseProvider.SqlServer;

    /// <summary>Keeps the schedule in the portal's own database; where several portals share it, each run goes to one of them.</summary>
    public static void UsePortalDatabase(this IPersistentStoreBuilder store, IConfiguration configuration)
    {
        if (IsShared(configuration))
        {
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Patience));
            store.UseSqlServer(source => source.DataSourceFactory = services =>
                SqlClientFactory.Instance.CreateDataSource(services.GetRequiredService<IConfiguration>().GetConnectionString(DatabaseRegistration.ConnectionName) ?? ""));
        }
        else
        {
            store.UseSqlite(source => source.DataSourceFactory = services =>
                SqliteFactory.Instance.CreateDataSource(DatabaseRegistration.SqliteConnectionString(
                    services.GetRequiredService<DataFolder>().DatabaseFile,
                    services.GetRequiredService<IOptions<DatabaseOptions>>().Value)));
        }
    }
}
