using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class WeightProfileConfiguration : IEntityTypeConfiguration<WeightProfileEntity>
{
    public void Configure(EntityTypeBuilder<WeightProfileEntity> builder)
    {
        builder.ToTable("WeightProfiles");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Fingerprint).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.Author).HasMaxLength(256);
        builder.Property(x => x.AuthorId).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.Note).HasMaxLength(1000);
        builder.HasIndex(x => x.Version).IsUnique();
        builder.HasIndex(x => x.State);
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<SettingEntity>
{
    public void Configure(EntityTypeBuilder<SettingEntity> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(x => x.Key);
        builder.Property(x => x.Key).HasMaxLength(100);
        builder.Property(x => x.Value).HasMaxLength(4000);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntryEntity>
{
    public void Configure(EntityTypeBuilder<AuditEntryEntity> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(x => x.ActorId).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.Actor).HasMaxLength(256);
        builder.Property(x => x.Action).HasMaxLength(64);
        builder.Property(x => x.Subject).HasMaxLength(256);
        builder.Property(x => x.Details).HasMaxLength(4000);
        builder.HasIndex(x => x.AtUtc);
    }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRunEntity>
{
    public void Configure(EntityTypeBuilder<JobRunEntity> builder)
    {
        builder.ToTable("JobRuns");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Job).HasMaxLength(64);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Message).HasMaxLength(1000);
        builder.Property(x => x.Error).HasMaxLength(4000);
        builder.Property(x => x.Step).HasMaxLength(1000);
        builder.Property(x => x.Node).HasMaxLength(128);
        builder.Property(x => x.TriggeredBy).HasMaxLength(256);
        builder.HasIndex(x => new { x.Job, x.StartedUtc });
        builder.HasIndex(x => x.Chain);
    }
}

internal sealed class EvaluationReportConfiguration : IEntityTypeConfiguration<EvaluationReportEntity>
{
    public void Configure(EntityTypeBuilder<EvaluationReportEntity> builder)
    {
        builder.ToTable("EvaluationReports");
        builder.Property(x => x.Kind).HasMaxLength(32).IsUnicode(false);
        builder.HasIndex(x => new { x.Kind, x.AtUtc });
    }
}

internal sealed class MetricRollupConfiguration : IEntityTypeConfiguration<MetricRollupEntity>
{
    public void Configure(EntityTypeBuilder<MetricRollupEntity> builder)
    {
        builder.ToTable("MetricRollups");
        builder.HasKey(x => new { x.HourUtc, x.Metric });
        builder.Property(x => x.Metric).HasMaxLength(64).IsUnicode(false);
    }
}
