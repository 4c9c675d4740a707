using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using DbLoggerCategory = Microsoft.EntityFrameworkCore.DbLoggerCategory;

namespace Portal.Tests.Support.SqlServer;

#pragma warning disable EF1001 // See SqlServerMirror.

/// <summary>Tells the mirror of a query, then runs it as ever.</summary>
internal sealed class MirroringQueryCompiler(
    IQueryContextFactory queryContextFactory,
    ICompiledQueryCache compiledQueryCache,
    ICompiledQueryCacheKeyGenerator compiledQueryCacheKeyGenerator,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext currentContext,
    IEvaluatableExpressionFilter evaluatableExpressionFilter,
    IModel model)
    : QueryCompiler(queryContextFactory, compiledQueryCache, compiledQueryCacheKeyGenerator, database, logger, currentContext, evaluatableExpressionFilter, model)
{
    private readonly SqlServerMirror _mirror = SqlServerMirror.Of(currentContext.Context);

    public override TResult Execute<TResult>(Expression query)
    {
        _mirror.Mirror<TResult>(query, async: false);
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        _mirror.Mirror<TResult>(query, async: true);
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }

    public override Func<QueryContext, TResult> CreateCompiledQuery<TResult>(Expression query)
    {
        _mirror.RefuseCompiled(query);
        return base.CreateCompiledQuery<TResult>(query);
    }

    public override Func<QueryContext, TResult> CreateCompiledAsyncQuery<TResult>(Expression query)
    {
        _mirror.RefuseCompiled(query);
        return base.CreateCompiledAsyncQuery<TResult>(query);
    }
}
