using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Merchant> Merchants => Set<Merchant>();
    internal DbSet<Membership> Memberships => Set<Membership>();
    internal DbSet<StaffAssignment> StaffAssignments => Set<StaffAssignment>();
    internal DbSet<CustomRole> CustomRoles => Set<CustomRole>();
    internal DbSet<Invitation> Invitations => Set<Invitation>();
    internal DbSet<SupportView> SupportViews => Set<SupportView>();
    internal DbSet<AccessLog> Looks => Set<AccessLog>();
    public DbSet<Mail> Mails => Set<Mail>();
}
