using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(x => x.DisplayName).HasMaxLength(100);
        builder.Property(x => x.About).HasMaxLength(300);
        builder.HasIndex(x => x.Persona);
    }
}

internal sealed class StatementConfiguration : IEntityTypeConfiguration<StatementEntity>
{
    public void Configure(EntityTypeBuilder<StatementEntity> builder)
    {
        builder.ToTable("Statements");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Text).HasMaxLength(2000);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.EncoderId).HasMaxLength(200);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.State });
    }
}

internal sealed class StatementChangeConfiguration : IEntityTypeConfiguration<StatementChangeEntity>
{
    public void Configure(EntityTypeBuilder<StatementChangeEntity> builder)
    {
        builder.ToTable("StatementChanges");
        builder.Property(x => x.Action).HasConversion<string>().HasMaxLength(16);
        builder.Property(x => x.TextBefore).HasMaxLength(2000);
        builder.Property(x => x.TextAfter).HasMaxLength(2000);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.AtUtc });
    }
}
