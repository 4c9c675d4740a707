using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace Portal.Tests.Support.SqlServer;

#pragma warning disable EF1001 // The roots of raw queries, and the mapper of the types that only they return, are internal.

/// <summary>The same query for another context: its tables become that context's, subqueries held in variables included.</summary>
internal sealed class QueryRetargeter(DbContext target) : ExpressionVisitor
{
    private readonly IAsyncQueryProvider _provider = target.GetService<IAsyncQueryProvider>();

    protected override Expression VisitExtension(Expression node) => node switch
    {
        FromSqlQueryRootExpression root => new FromSqlQueryRootExpression(_provider, TypeOf(root.EntityType), root.Sql, Visit(root.Argument)),
        SqlQueryRootExpression root => new SqlQueryRootExpression(_provider, root.ElementType, root.Sql, Visit(root.Argument)),
        EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression) => new EntityQueryRootExpression(_provider, TypeOf(root.EntityType)),
        QueryRootExpression root => throw new NotSupportedException($"{root.GetType().Name} is not known here; say how it is moved to another context."),
        _ => base.VisitExtension(node),
    };

    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is IQueryable query and not EnumerableQuery ? Visit(query.Expression) : node;

    protected override Expression VisitMember(MemberExpression node) => Evaluated(node) ?? base.VisitMember(node);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var operators = node.Method.DeclaringType!;
        return (operators == typeof(Queryable) || operators.Assembly == typeof(RelationalQueryableExtensions).Assembly || operators == typeof(EntityFrameworkQueryableExtensions)
            ? null
            : Evaluated(node)) ?? base.VisitMethodCall(node);
    }

    /// <summary>A part that makes a query out of variables only, such as <c>db.Items</c> inside another query.</summary>
    private Expression? Evaluated(Expression node)
    {
        if (!typeof(IQueryable).IsAssignableFrom(node.Type) || ParameterFinder.Finds(node))
        {
            return null;
        }

        var query = (IQueryable?)Expression.Lambda(node).Compile(preferInterpretation: true).DynamicInvoke();
        return query is null or EnumerableQuery ? null : Visit(query.Expression);
    }

    private IEntityType TypeOf(IEntityType type) =>
        target.Model.FindEntityType(type.Name) ?? target.GetService<IAdHocMapper>().GetOrAddEntityType(type.ClrType);

    private sealed class ParameterFinder : ExpressionVisitor
    {
        private bool _found;

        public static bool Finds(Expression node)
        {
            var finder = new ParameterFinder();
            finder.Visit(node);
            return finder._found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found = true;
            return node;
        }
    }
}
