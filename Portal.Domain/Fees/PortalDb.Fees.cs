using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fees;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<FeeRule> FeeRules => Set<FeeRule>();
    public DbSet<FeeProposal> FeeProposals => Set<FeeProposal>();
    public DbSet<Fee> Fees => Set<Fee>();
    public DbSet<ServiceFee> ServiceFees => Set<ServiceFee>();
    public DbSet<FeeVolume> FeeVolumes => Set<FeeVolume>();
    public DbSet<WhatIf> WhatIfs => Set<WhatIf>();
    public DbSet<WhatIfRow> WhatIfRows => Set<WhatIfRow>();
}
