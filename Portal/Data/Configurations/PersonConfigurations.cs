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
        builder.Property(x => x.ExternalId).HasMaxLength(160);
        builder.Property(x => x.DisplayName).HasMaxLength(100);
        builder.Property(x => x.About).HasMaxLength(300);
        builder.HasIndex(x => x.Persona);
        builder.HasIndex(x => x.ExternalId).IsUnique();
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
        builder.Property(x => x.Source).HasConversion<string>().HasMaxLength(16).HasDefaultValue(StatementSource.Written).HasSentinel((StatementSource)(-1));
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

internal sealed class PersonSettingsConfiguration : IEntityTypeConfiguration<PersonSettingsEntity>
{
    public void Configure(EntityTypeBuilder<PersonSettingsEntity> builder)
    {
        builder.ToTable("PersonSettings");
        builder.HasKey(x => x.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RuleExemptionConfiguration : IEntityTypeConfiguration<RuleExemptionEntity>
{
    public void Configure(EntityTypeBuilder<RuleExemptionEntity> builder)
    {
        builder.ToTable("RuleExemptions");
        builder.Property(x => x.SubjectKey).HasMaxLength(300);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.ItemId });
    }
}

internal sealed class InterestEditConfiguration : IEntityTypeConfiguration<InterestEditEntity>
{
    public void Configure(EntityTypeBuilder<InterestEditEntity> builder)
    {
        builder.ToTable("InterestEdits");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.ItemId }).IsUnique();
    }
}

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<ReviewEntity>
{
    public void Configure(EntityTypeBuilder<ReviewEntity> builder)
    {
        builder.ToTable("Reviews");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Text).HasMaxLength(2000);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ItemEntity>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.ItemId });
    }
}
