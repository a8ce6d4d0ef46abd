using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<OperatorAccount> OperatorAccounts => Set<OperatorAccount>();
    internal DbSet<PayoutBatch> PayoutBatches => Set<PayoutBatch>();
    internal DbSet<BankTransfer> BankTransfers => Set<BankTransfer>();
    internal DbSet<BankImport> BankImports => Set<BankImport>();
    internal DbSet<BankStatement> BankStatements => Set<BankStatement>();
    internal DbSet<BankLine> BankLines => Set<BankLine>();
    internal DbSet<ReconItem> ReconItems => Set<ReconItem>();
    internal DbSet<ReconMatch> ReconMatches => Set<ReconMatch>();
    internal DbSet<ReconDay> ReconDays => Set<ReconDay>();
    internal DbSet<BankLineDetail> BankLineDetails => Set<BankLineDetail>();
}
