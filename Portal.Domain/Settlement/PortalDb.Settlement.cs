using Microsoft.EntityFrameworkCore;
using Portal.Domain.Settlement;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
<<<<<<< HEAD
    internal DbSet<Statement> Statements => Set<Statement>();
    internal DbSet<StatementEntry> StatementEntries => Set<StatementEntry>();
    internal DbSet<StatementLine> StatementLines => Set<StatementLine>();
    internal DbSet<Payout> Payouts => Set<Payout>();
    internal DbSet<SettlementRun> SettlementRuns => Set<SettlementRun>();
    internal DbSet<BankAccount> BankAccounts => Set<BankAccount>();
    internal DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
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
=======
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
>>>>>>> 128c0736dbd0a8411b058160076e308393dc1a1a
}
