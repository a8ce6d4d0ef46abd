using Microsoft.EntityFrameworkCore;
using Portal.Domain.Settlement;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Statement> Statements => Set<Statement>();
    public DbSet<StatementEntry> StatementEntries => Set<StatementEntry>();
    public DbSet<StatementLine> StatementLines => Set<StatementLine>();
    public DbSet<Payout> Payouts => Set<Payout>();
    public DbSet<SettlementRun> SettlementRuns => Set<SettlementRun>();
    public DbSet<BankAccount> BankAccounts => Set<BankAccount>();
    public DbSet<SettlementTerms> SettlementTerms => Set<SettlementTerms>();
    public DbSet<PayoutHold> PayoutHolds => Set<PayoutHold>();
    public DbSet<ReserveBucket> ReserveBuckets => Set<ReserveBucket>();
    public DbSet<Adjustment> Adjustments => Set<Adjustment>();
    public DbSet<SettlementFailure> SettlementFailures => Set<SettlementFailure>();
    public DbSet<StatementFile> StatementFiles => Set<StatementFile>();
    public DbSet<MadeWorkbook> MadeWorkbooks => Set<MadeWorkbook>();
    public DbSet<VatRate> VatRates => Set<VatRate>();
    public DbSet<VatLine> VatLines => Set<VatLine>();
    public DbSet<VatReturn> VatReturns => Set<VatReturn>();
}
