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

    public DbSet<PassageVectorEntity> PassageVectors => Set<PassageVectorEntity>();

    public DbSet<StatementEntity> Statements => Set<StatementEntity>();

    public DbSet<StatementChangeEntity> StatementChanges => Set<StatementChangeEntity>();

    public DbSet<PersonSettingsEntity> PersonSettings => Set<PersonSettingsEntity>();

    public DbSet<RuleExemptionEntity> RuleExemptions => Set<RuleExemptionEntity>();

    public DbSet<InterestEditEntity> InterestEdits => Set<InterestEditEntity>();

    public DbSet<ReviewEntity> Reviews => Set<ReviewEntity>();

    public DbSet<InteractionEntity> Interactions => Set<InteractionEntity>();

    public DbSet<FeedRequestEntity> FeedRequests => Set<FeedRequestEntity>();

    public DbSet<ServedPositionEntity> ServedPositions => Set<ServedPositionEntity>();

    public DbSet<WeightProfileEntity> WeightProfiles => Set<WeightProfileEntity>();

    public DbSet<SettingEntity> Settings => Set<SettingEntity>();

    public DbSet<AuditEntryEntity> AuditEntries => Set<AuditEntryEntity>();

    public DbSet<RuleAuditEntity> RuleAudits => Set<RuleAuditEntity>();

    public DbSet<EvaluationReportEntity> EvaluationReports => Set<EvaluationReportEntity>();

    public DbSet<ImportRunEntity> ImportRuns => Set<ImportRunEntity>();

    public DbSet<LabelAliasEntity> LabelAliases => Set<LabelAliasEntity>();

    public DbSet<MetricRollupEntity> MetricRollups => Set<MetricRollupEntity>();

    public DbSet<JobRunEntity> JobRuns => Set<JobRunEntity>();

    public DbSet<ExperimentEntity> Experiments => Set<ExperimentEntity>();

    public DbSet<ExperimentPeriodEntity> ExperimentPeriods => Set<ExperimentPeriodEntity>();

    public DbSet<ExperimentUnitEntity> ExperimentUnits => Set<ExperimentUnitEntity>();

    public DbSet<ExperimentResultEntity> ExperimentResults => Set<ExperimentResultEntity>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Prepare();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
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

    private void Prepare()
    {
        // Entries() looks for changes already: the saving itself sees the revisions counted up here.
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            TextLengths.Check(entry);
            if (entry is { State: EntityState.Modified, Entity: IRevised revised })
            {
                revised.Revision++;
            }
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Lists by name are sorted without regard to case, as SQL Server does by itself.
        builder.Entity<ItemEntity>().Property(x => x.Title).UseCollation("NOCASE");
        builder.Entity<PortalUser>().Property(x => x.DisplayName).UseCollation("NOCASE");
    }
}

public sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options) : PortalDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Ids of other systems tell "aB3" from "Ab3", as SQLite does by itself. With a collation of its own, the column
        // cannot be compared with a list of more than 2,000 values, which EF Core passes as JSON (efcore #32147): ask in
        // portions.
        builder.Entity<ItemEntity>().Property(x => x.ExternalId).UseCollation("Latin1_General_100_BIN2");
        builder.Entity<PortalUser>().Property(x => x.ExternalId).UseCollation("Latin1_General_100_BIN2");
        builder.Entity<LabelAliasEntity>().Property(x => x.Alias).UseCollation("Latin1_General_100_BIN2");

        // From compatibility level 170 on these would become json columns, other than the migrations made them.
        builder.Entity<ItemEntity>(item =>
        {
            item.PrimitiveCollection(x => x.Creators).HasColumnType("nvarchar(max)");
            item.PrimitiveCollection(x => x.Genres).HasColumnType("nvarchar(max)");
            item.PrimitiveCollection(x => x.Tags).HasColumnType("nvarchar(max)");
        });
    }
}
