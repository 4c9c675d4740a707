using System.Collections;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace Portal.Tests.Support.SqlServer;

#pragma warning disable EF1001 // The query compiler is the one place that sees every query with its parameters' values.

/// <summary>
/// Hears of every query that the contexts it is attached to run, and runs it on <see cref="FakeSqlServer"/> too, with one
/// made-up row as the answer.
/// </summary>
internal sealed class SqlServerMirror : DbCommandInterceptor
{
    private static readonly MethodInfo DrainMethod = typeof(SqlServerMirror).GetMethod(nameof(DrainAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly Lock _gate = new();
    private readonly FakeSqlServer _server = new();
    private readonly HashSet<SqlServerStatement> _statements = [];
    private readonly HashSet<string> _errors = [];
    private readonly HashSet<string> _unfinished = [];

    public int Queries { get; private set; }

    public IReadOnlyCollection<SqlServerStatement> Statements => _statements;

    public IReadOnlyCollection<string> Errors => _errors;

    public IReadOnlyCollection<string> Unfinished => _unfinished;

    public void Attach(DbContextOptionsBuilder builder) =>
        builder.ReplaceService<IQueryCompiler, MirroringQueryCompiler>().AddInterceptors(this);

    public static SqlServerMirror Of(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!.OfType<SqlServerMirror>().Single();

    /// <summary>A precompiled query is handed over without its parameters' values.</summary>
    public void RefuseCompiled(Expression query)
    {
        lock (_gate)
        {
            _errors.Add($"EF.CompileQuery cannot be checked for SQL Server; run the query without it: {query}");
        }
    }

    /// <param name="query">As the code wrote it, for another context.</param>
    public void Mirror<TResult>(Expression query, bool async)
    {
        lock (_gate)
        {
            Queries++;
            var cells = new MadeUpCells();
            while (true)
            {
                var (recorded, failure) = Attempt<TResult>(query, async, cells);
                _statements.UnionWith(recorded);
                if (failure is null)
                {
                    return;
                }

                if (recorded.Count == 0)
                {
                    _errors.Add($"{failure.Message}\nIN {query}");
                    return;
                }

                if (!cells.TryAnother())
                {
                    _unfinished.Add($"{failure.Message}\nIN {recorded[^1].Text}");
                    return;
                }
            }
        }
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        AddRaw(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        AddRaw(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>A statement written by hand is the same for both databases.</summary>
    private void AddRaw(DbCommand command, CommandEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.ExecuteSqlRaw)
        {
            lock (_gate)
            {
                Queries++;
                _statements.Add(SqlServerStatement.From(command));
            }
        }
    }

    private (IReadOnlyList<SqlServerStatement> Recorded, Exception? Failure) Attempt<TResult>(Expression query, bool async, MadeUpCells cells)
    {
        using var db = _server.Open(cells);
        try
        {
            var compiler = db.GetService<IQueryCompiler>();
            var retargeted = new QueryRetargeter(db).Visit(query);

            // Nothing waits here: the fake server answers at once.
            if (async)
            {
                ReadAsync(compiler.ExecuteAsync<TResult>(retargeted, CancellationToken.None)).GetAwaiter().GetResult();
            }
            else
            {
                Read(compiler.Execute<TResult>(retargeted));
            }

            return (_server.TakeRecorded(), null);
        }
        catch (Exception failure)
        {
            return (_server.TakeRecorded(), failure.GetBaseException());
        }
    }

    private static void Read(object? result)
    {
        if (result is IEnumerable rows)
        {
            foreach (var _ in rows)
            {
            }
        }
    }

    /// <summary>
    /// The rows of an asynchronous query could be read synchronously too, but then the parts of a split query would not be
    /// fetched.
    /// </summary>
    private static Task ReadAsync(object? result) => result switch
    {
        Task task => task,
        null => Task.CompletedTask,
        _ => (Task)DrainMethod.MakeGenericMethod(ElementOf(result.GetType())).Invoke(null, [result])!,
    };

    private static Type ElementOf(Type rows) => rows.GetInterfaces()
        .Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).GenericTypeArguments[0];

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows)
        {
        }
    }
}
