using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRunEntity>
{
    public void Configure(EntityTypeBuilder<ImportRunEntity> builder)
    {
        builder.ToTable("ImportRuns");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Format).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Subject).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Path).HasMaxLength(1000);
        builder.Property(x => x.Name).HasMaxLength(256);
        builder.Property(x => x.Fingerprint).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Error).HasMaxLength(4000);
        builder.Property(x => x.Author).HasMaxLength(256);
        builder.HasIndex(x => x.StartedUtc);
    }
}

internal sealed class LabelAliasConfiguration : IEntityTypeConfiguration<LabelAliasEntity>
{
    public void Configure(EntityTypeBuilder<LabelAliasEntity> builder)
    {
        builder.ToTable("LabelAliases");
        builder.HasKey(x => x.Alias);
        builder.Property(x => x.Alias).HasMaxLength(100);
        builder.Property(x => x.Label).HasMaxLength(100);
        builder.HasIndex(x => x.Label);
    }
}
