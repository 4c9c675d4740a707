using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Data.Entities;

namespace Portal.Data.Configurations;

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(x => x.Id).HasMaxLength(PortalUser.IdLength);
        builder.Property(x => x.DisplayName).HasMaxLength(100);
        builder.Property(x => x.About).HasMaxLength(300);
        builder.HasIndex(x => x.Persona);
    }
}

/// <summary>Identity's own keys, short enough together for the 900 bytes of a SQL Server primary key.</summary>
internal sealed class IdentityKeyConfiguration :
    IEntityTypeConfiguration<IdentityRole>,
    IEntityTypeConfiguration<IdentityUserLogin<string>>,
    IEntityTypeConfiguration<IdentityUserToken<string>>
{
    private const int PartLength = 128;

    public void Configure(EntityTypeBuilder<IdentityRole> builder) => builder.Property(x => x.Id).HasMaxLength(PartLength);

    public void Configure(EntityTypeBuilder<IdentityUserLogin<string>> builder)
    {
        builder.Property(x => x.LoginProvider).HasMaxLength(PartLength);
        builder.Property(x => x.ProviderKey).HasMaxLength(PartLength);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<string>> builder)
    {
        builder.Property(x => x.LoginProvider).HasMaxLength(PartLength);
        builder.Property(x => x.Name).HasMaxLength(PartLength);
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
