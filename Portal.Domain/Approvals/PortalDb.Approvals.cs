using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<ApprovalHand> ApprovalHands => Set<ApprovalHand>();
    public DbSet<ApprovalEffect> ApprovalEffects => Set<ApprovalEffect>();
    public DbSet<MoneyAct> MoneyActs => Set<MoneyAct>();
    public DbSet<PersonLink> PersonLinks => Set<PersonLink>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
}
