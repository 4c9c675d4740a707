using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;

namespace Portal.Tests.Data;

/// <summary>What SQL Server refuses, or cuts off, only when it is there.</summary>
public sealed class ModelRuleTests
{
    [Fact]
    public void A_deletion_reaches_a_table_by_one_path_only()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        foreach (var type in db.Model.GetEntityTypes())
        {
            var paths = new List<string>();
            Follow(type, type.ShortName(), paths);
            var twice = paths.GroupBy(path => path.Split(" > ")[^1]).Where(group => group.Count() > 1).SelectMany(group => group);
            Assert.True(!twice.Any(), $"SQL Server error 1785, multiple cascade paths: {string.Join("; ", twice)}. Let one of them not cascade.");
        }
    }

    [Fact]
    public void Every_value_of_an_enum_fits_into_its_column()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var columns =
            from type in db.Model.GetEntityTypes()
            from property in type.GetProperties()
            let values = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
            where values.IsEnum
            select (Name: $"{type.ShortName()}.{property.Name}", Longest: Enum.GetNames(values).Max(name => name.Length), Most: property.GetMaxLength());
        Assert.Equal(15, columns.Count());
        Assert.All(columns, column => Assert.True(column.Longest <= column.Most, $"{column.Name}: {column.Longest} characters, {column.Most} fit"));
    }

    [Fact]
    public void Keys_and_indexes_fit_into_a_page_of_SqlServer()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        foreach (var type in db.Model.GetEntityTypes())
        {
            Assert.All(type.GetKeys(), key => Assert.True(Bytes(key.Properties) <= 900, $"{type.ShortName()} key: {Bytes(key.Properties)} bytes"));
            Assert.All(type.GetIndexes(), index => Assert.True(Bytes(index.Properties) <= 1700, $"{type.ShortName()} {index.Name}: {Bytes(index.Properties)} bytes"));
        }

        static int Bytes(IEnumerable<IReadOnlyProperty> properties) => properties.Sum(property => property.GetRelationalTypeMapping() switch
        {
            { DbType: not null and not (System.Data.DbType.String or System.Data.DbType.AnsiString) } => 16,
            { IsUnicode: true, Size: { } size } => 2 * size,
            { Size: { } size } => size,
            var mapping => mapping.ClrType == typeof(string) ? 1_000_000 : 16,
        });
    }

    /// <summary>Otherwise a portal whose options differ would find its model changed, and refuse to migrate.</summary>
    [Fact]
    public void The_keys_of_Identity_do_not_follow_the_options()
    {
        var services = new ServiceCollection();
        services.Configure<IdentityOptions>(options => options.Stores.MaxLengthForKeys = 77);
        services.AddDbContext<SqlitePortalDbContext>(builder => DatabaseRegistration.ConfigureSqlite(builder, new DatabaseOptions(), "none.db"));
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<SqlitePortalDbContext>().Database.HasPendingModelChanges());
    }

    private static void Follow(IReadOnlyEntityType from, string path, List<string> paths)
    {
        foreach (var key in from.GetReferencingForeignKeys().Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull))
        {
            var next = $"{path} > {key.DeclaringEntityType.ShortName()}";
            paths.Add(next);
            Follow(key.DeclaringEntityType, next, paths);
        }
    }
}
