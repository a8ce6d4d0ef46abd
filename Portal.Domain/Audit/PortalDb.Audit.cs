using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    public DbSet<AuditCut> AuditCuts => Set<AuditCut>();
    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();
}
