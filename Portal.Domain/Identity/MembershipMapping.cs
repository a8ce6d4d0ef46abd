using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Identity;

internal static class MembershipMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<CustomRole>(role =>
        {
            role.ToTable("CustomRoles");
            role.Property(row => row.Name).HasMaxLength(CustomRole.NameMax * 4);
            role.Property(row => row.PermitNames).HasMaxLength(CustomRole.PermitsMax);
            role.Ignore(row => row.Permits);
            role.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            role.HasIndex(row => new { row.MerchantId, row.Name }).IsUnique();
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations");
            invitation.Property(row => row.Email).HasMaxLength(256);
            invitation.Property(row => row.OpenFor).HasMaxLength(256);
            invitation.Property(row => row.RoleKeys).HasMaxLength(400);
            invitation.Property(row => row.Culture).HasMaxLength(10);
            invitation.Property(row => row.TokenHash).HasMaxLength(64);
            invitation.Ignore(row => row.Roles);
            invitation.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            invitation.HasIndex(row => new { row.MerchantId, row.OpenFor }).IsUnique();
            invitation.HasIndex(row => row.TokenHash).IsUnique();
        });
        model.Entity<SupportView>(view =>
        {
            view.ToTable("SupportViews");
            view.Property(row => row.Why).HasMaxLength(SupportView.WhyMax * 4);
            view.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            view.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.StaffId);
            view.HasIndex(row => new { row.StaffId, row.EndsUtc });
        });
        model.Entity<AccessLog>(look =>
        {
            look.ToTable("Looks");
            look.Property(row => row.StaffName).HasMaxLength(240);
            look.Property(row => row.Roles).HasMaxLength(200);
            look.Property(row => row.Why).HasMaxLength(SupportView.WhyMax * 4);
            look.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            look.HasIndex(row => new
                {
                    row.MerchantId,
                    row.StaffId,
                    row.Permit,
                    row.HourUtc,
                    row.ViewId,
                })
                .IsUnique();
        });
    }
}
