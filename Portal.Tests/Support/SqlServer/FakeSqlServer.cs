using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Data;

namespace Portal.Tests.Support.SqlServer;

/// <summary>
/// Contexts for SQL Server, configured as the portal configures them, that connect to nothing: each statement is recorded
/// instead of sent, and answered with one row. Not for use by several threads.
/// </summary>
internal sealed class FakeSqlServer
{
    private readonly List<SqlServerStatement> _recorded = [];
    private readonly DbContextOptions<SqlServerPortalDbContext> _options;
    private MadeUpCells _cells = new();

    public FakeSqlServer(DatabaseOptions? options = null)
    {
        var builder = new DbContextOptionsBuilder<SqlServerPortalDbContext>();
        DatabaseRegistration.ConfigureSqlServer(builder, options ?? new DatabaseOptions(), "Server=none;Database=none;MultipleActiveResultSets=true");

        // Rows are handed on as they are read. A strategy that retries, and a split query on a connection with one active
        // result, read them all ahead, columns included that nobody here knows.
        builder.UseSqlServer(sql => sql.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
        builder.AddInterceptors(new Commands(this), new Connections(), new Transactions());
        _options = builder.Options;
    }

    public SqlServerPortalDbContext Open(MadeUpCells? cells = null)
    {
        _cells = cells ?? new MadeUpCells();
        _cells.Restart();
        return new SqlServerPortalDbContext(_options);
    }

    /// <summary>The statements since the last call.</summary>
    public IReadOnlyList<SqlServerStatement> TakeRecorded()
    {
        SqlServerStatement[] taken = [.. _recorded];
        _recorded.Clear();
        return taken;
    }

    private sealed class Commands(FakeSqlServer server) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            server._recorded.Add(SqlServerStatement.From(command));
            return InterceptionResult<DbDataReader>.SuppressWithResult(new MadeUpReader(server._cells));
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            server._recorded.Add(SqlServerStatement.From(command));
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));
    }

    private sealed class Connections : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class Transactions : DbTransactionInterceptor
    {
        public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
            InterceptionResult<DbTransaction>.SuppressWithResult(new NoTransaction(connection));

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(TransactionStarting(connection, eventData, result));
    }

    private sealed class NoTransaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}
