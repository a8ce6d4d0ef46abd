using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fees;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<FeeRule> FeeRules => Set<FeeRule>();
    internal DbSet<FeeProposal> FeeProposals => Set<FeeProposal>();
    internal DbSet<Fee> Fees => Set<Fee>();
    internal DbSet<ServiceFee> ServiceFees => Set<ServiceFee>();
    internal DbSet<FeeVolume> FeeVolumes => Set<FeeVolume>();
    internal DbSet<WhatIf> WhatIfs => Set<WhatIf>();
    internal DbSet<WhatIfRow> WhatIfRows => Set<WhatIfRow>();
}
