using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fees;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<FeeRule> FeeRules => Set<FeeRule>();
    public DbSet<FeeProposal> FeeProposals => Set<FeeProposal>();
    public DbSet<Fee> Fees => Set<Fee>();
}
