using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Approval> Approvals => Set<Approval>();
    internal DbSet<ApprovalHand> ApprovalHands => Set<ApprovalHand>();
    internal DbSet<ApprovalEffect> ApprovalEffects => Set<ApprovalEffect>();
    internal DbSet<MoneyAct> MoneyActs => Set<MoneyAct>();
    internal DbSet<PersonLink> PersonLinks => Set<PersonLink>();
    internal DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
}
