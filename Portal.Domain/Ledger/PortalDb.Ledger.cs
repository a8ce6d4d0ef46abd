using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<LedgerAccount> LedgerAccounts => Set<LedgerAccount>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<LedgerBalance> LedgerBalances => Set<LedgerBalance>();
    public DbSet<LedgerDay> LedgerDays => Set<LedgerDay>();
}
