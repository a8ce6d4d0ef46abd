using Microsoft.EntityFrameworkCore;
using Portal.Domain.Settlement;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Statement> Statements => Set<Statement>();
    internal DbSet<StatementEntry> StatementEntries => Set<StatementEntry>();
    internal DbSet<StatementLine> StatementLines => Set<StatementLine>();
    internal DbSet<Payout> Payouts => Set<Payout>();
    internal DbSet<SettlementRun> SettlementRuns => Set<SettlementRun>();
    internal DbSet<BankAccount> BankAccounts => Set<BankAccount>();
    internal DbSet<SettlementTerms> SettlementTerms => Set<SettlementTerms>();
    internal DbSet<PayoutHold> PayoutHolds => Set<PayoutHold>();
    internal DbSet<ReserveBucket> ReserveBuckets => Set<ReserveBucket>();
    internal DbSet<Adjustment> Adjustments => Set<Adjustment>();
    internal DbSet<SettlementFailure> SettlementFailures => Set<SettlementFailure>();
    internal DbSet<StatementFile> StatementFiles => Set<StatementFile>();
    internal DbSet<MadeWorkbook> MadeWorkbooks => Set<MadeWorkbook>();
    internal DbSet<VatRate> VatRates => Set<VatRate>();
    internal DbSet<VatLine> VatLines => Set<VatLine>();
    internal DbSet<VatReturn> VatReturns => Set<VatReturn>();
}
