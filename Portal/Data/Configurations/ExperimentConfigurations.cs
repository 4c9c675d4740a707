using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class ExperimentConfiguration : IEntityTypeConfiguration<ExperimentEntity>
{
    public void Configure(EntityTypeBuilder<ExperimentEntity> builder)
    {
        builder.ToTable("Experiments");
        builder.Property(x => x.Key).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Hypothesis).HasMaxLength(2000);
        builder.Property(x => x.Mode).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Unit).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Author).HasMaxLength(256);
        builder.Property(x => x.AuthorId).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.Decision).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.DecisionNote).HasMaxLength(2000);
        builder.Property(x => x.DecidedBy).HasMaxLength(256);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => x.State);
    }
}

internal sealed class ExperimentPeriodConfiguration : IEntityTypeConfiguration<ExperimentPeriodEntity>
{
    public void Configure(EntityTypeBuilder<ExperimentPeriodEntity> builder)
    {
        builder.ToTable("ExperimentPeriods");
        builder.Property(x => x.Weights).HasMaxLength(1000).IsUnicode(false);
        builder.Property(x => x.Reason).HasMaxLength(32).IsUnicode(false);
        builder.HasOne<ExperimentEntity>().WithMany().HasForeignKey(x => x.ExperimentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.ExperimentId, x.FromUtc });
    }
}

internal sealed class ExperimentUnitConfiguration : IEntityTypeConfiguration<ExperimentUnitEntity>
{
    public void Configure(EntityTypeBuilder<ExperimentUnitEntity> builder)
    {
        builder.ToTable("ExperimentUnits");
        builder.HasKey(x => new { x.ExperimentId, x.Unit });
        builder.Property(x => x.Unit).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.Exclusion).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Segments).HasMaxLength(400);
        builder.Property(x => x.Values).HasMaxLength(4000);
        builder.HasOne<ExperimentEntity>().WithMany().HasForeignKey(x => x.ExperimentId).OnDelete(DeleteBehavior.Cascade);

        // What a person takes part in: to count them anew when they act, and to forget them when they go.
        builder.HasIndex(x => x.Unit);
    }
}

internal sealed class ExperimentResultConfiguration : IEntityTypeConfiguration<ExperimentResultEntity>
{
    public void Configure(EntityTypeBuilder<ExperimentResultEntity> builder)
    {
        builder.ToTable("ExperimentResults");
        builder.HasOne<ExperimentEntity>().WithMany().HasForeignKey(x => x.ExperimentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.ExperimentId, x.AtUtc });
    }
}
