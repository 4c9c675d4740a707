using System.Reflection;
using Portal.Data;
using Xunit.Sdk;

namespace Portal.Tests.Support;

/// <summary>
/// One test body for both databases: <c>[Theory, OnSqlite, OnSqlServer] public async Task X(DatabaseProvider provider)</c>.
/// Each attribute is one row of the theory. Xunit 2 cannot skip a single row, but it can skip what one data attribute
/// gives: without a server the SQL Server row is reported as skipped, with what to set.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.Sqlite]];
}

/// <inheritdoc cref="OnSqliteAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqlServerAttribute : DataAttribute
{
    public OnSqlServerAttribute()
    {
        if (TestDatabase.SqlServer is null)
        {
            Skip = $"set {TestDatabase.SqlServerVariable} to a connection string";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.SqlServer]];
}
