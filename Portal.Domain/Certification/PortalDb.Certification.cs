using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<CertificationCase> CertificationCases => Set<CertificationCase>();
    public DbSet<CaseDocument> CaseDocuments => Set<CaseDocument>();
    public DbSet<CaseDecision> CaseDecisions => Set<CaseDecision>();
    public DbSet<CaseReading> CaseReadings => Set<CaseReading>();
    public DbSet<CertificationReceipt> CertificationReceipts => Set<CertificationReceipt>();
}
