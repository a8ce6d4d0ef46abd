using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    internal DbSet<AuditCut> AuditCuts => Set<AuditCut>();
    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();
}
