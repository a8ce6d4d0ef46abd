using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Domain.Identity;

internal static class IdentityMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PortalUser>(user =>
        {
            user.ToTable("Users");
            user.Property(row => row.DisplayName).HasMaxLength(240);
            user.Property(row => row.Culture).HasMaxLength(10);
            user.Property(row => row.PhoneNumber).HasMaxLength(30);
            // Only SecretTries writes them, by single statements: whoever saves a person they read earlier must not bring back old tries.
            user.Property(row => row.AccessFailedCount).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            user.Property(row => row.LockoutEnd).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        });
        model.Entity<IdentityUserClaim<long>>().ToTable("UserClaims");
        model.Entity<IdentityUserLogin<long>>().ToTable("UserLogins");
        model.Entity<IdentityUserToken<long>>().ToTable("UserTokens");
        model.Entity<IdentityUserPasskey<long>>().ToTable("UserPasskeys");
        model.Entity<Merchant>(merchant =>
        {
            merchant.ToTable("Merchants");
            merchant.Property(row => row.Slug).HasMaxLength(40);
            merchant.Property(row => row.LegalName).HasMaxLength(400);
            merchant.Property(row => row.DisplayName).HasMaxLength(400);
            merchant.Property(row => row.CreditCode).HasMaxLength(18);
            merchant.HasIndex(row => row.Slug).IsUnique();
            merchant.HasIndex(row => row.CreditCode);
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable("Memberships");
            membership.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            membership.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            membership
                .HasIndex(row => new
                {
                    row.MerchantId,
                    row.UserId,
                    row.Role,
                })
                .IsUnique();
            membership.HasOne<CustomRole>().WithMany().HasForeignKey(row => row.CustomRoleId);
            membership.HasIndex(row => new { row.UserId, row.CustomRoleId }).IsUnique();
        });
        MembershipMapping.Map(model);
        model.Entity<StaffAssignment>(staff =>
        {
            staff.ToTable("StaffAssignments");
            staff.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            staff.HasIndex(row => new { row.UserId, row.Role }).IsUnique();
        });
        model.Entity<Mail>(mail =>
        {
            mail.ToTable("Mails");
            mail.Property(row => row.Kind).HasMaxLength(40);
            mail.Property(row => row.ToAddress).HasMaxLength(256);
            mail.Property(row => row.ToName).HasMaxLength(240);
            mail.Property(row => row.Culture).HasMaxLength(10);
            mail.Property(row => row.Arguments).HasMaxLength(4000);
            mail.HasIndex(row => row.State);
        });
    }
}
