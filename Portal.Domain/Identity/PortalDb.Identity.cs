using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Merchant> Merchants => Set<Merchant>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<StaffAssignment> StaffAssignments => Set<StaffAssignment>();
    public DbSet<Mail> Mails => Set<Mail>();
}
