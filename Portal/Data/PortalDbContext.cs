using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Data.Entities;

namespace Portal.Data;

/// <summary>The model. Everything asks for this type; the two derived types only carry a provider and its migrations.</summary>
public abstract class PortalDbContext(DbContextOptions options)
    : IdentityDbContext<PortalUser, IdentityRole, string>(options)
{
    public DbSet<ItemEntity> Items => Set<ItemEntity>();

    public DbSet<ItemVectorEntity> ItemVectors => Set<ItemVectorEntity>();

    public DbSet<StatementEntity> Statements => Set<StatementEntity>();

    public DbSet<StatementChangeEntity> StatementChanges => Set<StatementChangeEntity>();

    public DbSet<InteractionEntity> Interactions => Set<InteractionEntity>();

    public DbSet<FeedRequestEntity> FeedRequests => Set<FeedRequestEntity>();

    public DbSet<ServedPositionEntity> ServedPositions => Set<ServedPositionEntity>();

    public DbSet<WeightProfileEntity> WeightProfiles => Set<WeightProfileEntity>();

    public DbSet<SettingEntity> Settings => Set<SettingEntity>();

    public DbSet<AuditEntryEntity> AuditEntries => Set<AuditEntryEntity>();

    public DbSet<JobRunEntity> JobRuns => Set<JobRunEntity>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CountRevisionsUp();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CountRevisionsUp();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(type => typeof(IRevised).IsAssignableFrom(type.ClrType)))
        {
            builder.Entity(type.ClrType).Property(nameof(IRevised.Revision)).IsConcurrencyToken();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Both databases hand back a DateTime that does not say that it is UTC.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    private void CountRevisionsUp()
    {
        foreach (var entry in ChangeTracker.Entries<IRevised>().Where(entry => entry.State == EntityState.Modified))
        {
            entry.Entity.Revision++;
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options);

public sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options) : PortalDbContext(options);
