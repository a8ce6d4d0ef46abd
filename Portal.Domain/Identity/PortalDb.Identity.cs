using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Merchant> Merchants => Set<Merchant>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<StaffAssignment> StaffAssignments => Set<StaffAssignment>();
    public DbSet<CustomRole> CustomRoles => Set<CustomRole>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<SupportView> SupportViews => Set<SupportView>();
    public DbSet<Look> Looks => Set<Look>();
    public DbSet<Mail> Mails => Set<Mail>();
}
