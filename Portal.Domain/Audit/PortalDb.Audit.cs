using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();
}
