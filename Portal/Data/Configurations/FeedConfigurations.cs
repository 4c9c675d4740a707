using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<InteractionEntity>
{
    public void Configure(EntityTypeBuilder<InteractionEntity> builder)
    {
        builder.ToTable("Interactions");
        builder.Property(x => x.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Reason).HasMaxLength(64);
        builder.Property(x => x.Context).HasMaxLength(32);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);

        // A person's profile and history, newest first; and the counts behind popularity.
        builder.HasIndex(x => new { x.UserId, x.AtUtc });

        // The same without impressions, of which there are many times more than of everything else.
        builder.HasIndex(x => new { x.UserId, x.Kind, x.AtUtc });
        builder.HasIndex(x => new { x.Kind, x.ItemId });
        builder.HasIndex(x => x.RequestId);

        // What happened lately, for everybody: popularity, dashboards, retention.
        builder.HasIndex(x => x.AtUtc);
    }
}

internal sealed class FeedRequestConfiguration : IEntityTypeConfiguration<FeedRequestEntity>
{
    public void Configure(EntityTypeBuilder<FeedRequestEntity> builder)
    {
        builder.ToTable("FeedRequests");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.WeightsFingerprint).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.EngineVersion).HasMaxLength(64);
        builder.Property(x => x.ModelVersion).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.SignalKeys).HasMaxLength(1000).IsUnicode(false);
        builder.Property(x => x.Device).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.Mood).HasMaxLength(2000);
        builder.Property(x => x.Kind).HasMaxLength(32);
        builder.Property(x => x.Variants).HasMaxLength(400).IsUnicode(false);
        builder.Property(x => x.Visitor).HasMaxLength(36).IsUnicode(false);
        builder.Property(x => x.Session).HasMaxLength(36).IsUnicode(false);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.AtUtc });
        builder.HasIndex(x => x.AtUtc);

        // What a browser or its window was served: the units of some experiments.
        builder.HasIndex(x => x.Visitor);
        builder.HasIndex(x => x.Session);
    }
}

internal sealed class ServedPositionConfiguration : IEntityTypeConfiguration<ServedPositionEntity>
{
    public void Configure(EntityTypeBuilder<ServedPositionEntity> builder)
    {
        builder.ToTable("ServedPositions");
        builder.HasKey(x => new { x.RequestId, x.Position });
        builder.Property(x => x.UserId).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.TopSignal).HasMaxLength(32);
        builder.Property(x => x.Signals).HasMaxLength(SignalCodec.MostSignals * SignalCodec.BytesPerSignal);
        builder.HasOne<FeedRequestEntity>().WithMany().HasForeignKey(x => x.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);

        // How often an item was shown to a person lately.
        builder.HasIndex(x => new { x.UserId, x.AtUtc });
    }
}

internal sealed class RuleAuditConfiguration : IEntityTypeConfiguration<RuleAuditEntity>
{
    public void Configure(EntityTypeBuilder<RuleAuditEntity> builder)
    {
        builder.ToTable("RuleAudits");
        builder.Property(x => x.List).HasMaxLength(32).IsUnicode(false);
        builder.HasKey(x => new { x.Day, x.List });
    }
}
