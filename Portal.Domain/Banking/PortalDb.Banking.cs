using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<OperatorAccount> OperatorAccounts => Set<OperatorAccount>();
    public DbSet<PayoutBatch> PayoutBatches => Set<PayoutBatch>();
    public DbSet<BankTransfer> BankTransfers => Set<BankTransfer>();
    public DbSet<BankImport> BankImports => Set<BankImport>();
    public DbSet<BankStatement> BankStatements => Set<BankStatement>();
    public DbSet<BankLine> BankLines => Set<BankLine>();
    public DbSet<ReconItem> ReconItems => Set<ReconItem>();
    public DbSet<ReconMatch> ReconMatches => Set<ReconMatch>();
    public DbSet<ReconDay> ReconDays => Set<ReconDay>();
    public DbSet<BankLineDetail> BankLineDetails => Set<BankLineDetail>();
}
