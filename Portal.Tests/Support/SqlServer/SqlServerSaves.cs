using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Tests.Support.SqlServer;

/// <summary>What SaveChanges sends for every table of the model: one row and several rows added, one changed, one deleted.</summary>
internal static class SqlServerSaves
{
    public static IReadOnlyList<SqlServerStatement> Record()
    {
        var server = new FakeSqlServer();
        var statements = new List<SqlServerStatement>();
        IReadOnlyList<string> names;
        using (var db = server.Open())
        {
            names = [.. db.Model.GetEntityTypes().Select(type => type.Name)];
        }

        foreach (var name in names)
        {
            statements.AddRange(Save(server, name, EntityState.Added, rows: 1));
            statements.AddRange(Save(server, name, EntityState.Added, rows: 5));
            statements.AddRange(Save(server, name, EntityState.Modified, rows: 1));
            statements.AddRange(Save(server, name, EntityState.Deleted, rows: 1));
        }

        return statements;
    }

    private static IReadOnlyList<SqlServerStatement> Save(FakeSqlServer server, string name, EntityState state, int rows)
    {
        using var db = server.Open();
        var type = db.Model.FindEntityType(name)!;
        if (state == EntityState.Modified && type.GetProperties().All(property => property.IsKey()))
        {
            return [];
        }

        for (var row = 1; row <= rows; row++)
        {
            var entry = db.Entry(Activator.CreateInstance(type.ClrType)!);
            Fill(entry, type, row, state);
            entry.State = state;
        }

        try
        {
            db.SaveChanges();
        }
        catch (Exception) when (rows > 1)
        {
            // Five rows cannot all take the one key that the made-up answer gives. What was sent is recorded by then.
        }

        var recorded = server.TakeRecorded();
        return recorded.Count > 0 ? recorded : throw new InvalidOperationException($"Saving {name} as {state} sent nothing.");
    }

    private static void Fill(EntityEntry entry, IEntityType type, int row, EntityState state)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.ClrType == typeof(string))
            {
                entry.Property(property).CurrentValue = $"{row}";
            }
            else if (property.ClrType == typeof(byte[]))
            {
                entry.Property(property).CurrentValue = new byte[] { 1 };
            }
            else if (property.IsKey() && !(state == EntityState.Added && property.ValueGenerated == ValueGenerated.OnAdd))
            {
                entry.Property(property).CurrentValue = property.ClrType == typeof(Guid) ? Guid.NewGuid()
                    : property.ClrType == typeof(DateOnly) ? DateOnly.FromDayNumber(row)
                    : property.ClrType == typeof(DateTime) ? DateTime.UnixEpoch.AddHours(row)
                    : Convert.ChangeType(row, property.ClrType, null);
            }
        }
    }
}
