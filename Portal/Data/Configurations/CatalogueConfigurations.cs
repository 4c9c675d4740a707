using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class ItemConfiguration : IEntityTypeConfiguration<ItemEntity>
{
    public void Configure(EntityTypeBuilder<ItemEntity> builder)
    {
        builder.ToTable("Items");
        builder.Property(x => x.ExternalId).HasMaxLength(160);
        builder.Property(x => x.Kind).HasMaxLength(32);
        builder.Property(x => x.Title).HasMaxLength(300);
        builder.Property(x => x.Language).HasMaxLength(16);
        builder.Property(x => x.Image).HasMaxLength(1000);
        builder.Property(x => x.Source).HasMaxLength(64);
        builder.Property(x => x.Attributes).HasConversion<AttributesConverter, AttributesComparer>();
        builder.HasIndex(x => x.ExternalId).IsUnique();
        builder.HasIndex(x => new { x.Active, x.Kind });
    }
}

internal sealed class ItemVectorConfiguration : IEntityTypeConfiguration<ItemVectorEntity>
{
    public void Configure(EntityTypeBuilder<ItemVectorEntity> builder)
    {
        builder.ToTable("ItemVectors");
        builder.HasKey(x => new { x.ItemId, x.EncoderId });
        builder.Property(x => x.EncoderId).HasMaxLength(200);
        builder.Property(x => x.Precision).HasMaxLength(32);
        builder.Property(x => x.TextHash).HasMaxLength(64).IsUnicode(false);
        builder.Property(x => x.NoVectorReason).HasConversion<string>().HasMaxLength(32);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => x.EncoderId);
    }
}

internal sealed class PassageVectorConfiguration : IEntityTypeConfiguration<PassageVectorEntity>
{
    public void Configure(EntityTypeBuilder<PassageVectorEntity> builder)
    {
        builder.ToTable("PassageVectors");
        builder.HasKey(x => new { x.ItemId, x.EncoderId, x.Number });
        builder.Property(x => x.EncoderId).HasMaxLength(200);
        builder.HasOne<ItemVectorEntity>().WithMany().HasForeignKey(x => new { x.ItemId, x.EncoderId }).OnDelete(DeleteBehavior.Cascade);
    }
}
