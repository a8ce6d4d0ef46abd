using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<CertificationCase> CertificationCases => Set<CertificationCase>();
    internal DbSet<CaseDocument> CaseDocuments => Set<CaseDocument>();
    internal DbSet<CaseDecision> CaseDecisions => Set<CaseDecision>();
    internal DbSet<CaseReading> CaseReadings => Set<CaseReading>();
    internal DbSet<CertificationReceipt> CertificationReceipts => Set<CertificationReceipt>();
}
