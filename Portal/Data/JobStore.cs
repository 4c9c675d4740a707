using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Quartz;

namespace Portal.Data;

internal static class JobStore
{
    /// <summary>Keeps the schedule in the portal's own database.</summary>
    public static void UsePortalDatabase(this IPersistentStoreBuilder store, IConfiguration configuration)
    {
        if (DatabaseRegistration.Provider(configuration) == DatabaseProvider.SqlServer)
        {
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
