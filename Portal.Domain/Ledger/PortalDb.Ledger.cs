using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<LedgerAccount> LedgerAccounts => Set<LedgerAccount>();
    internal DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    internal DbSet<Posting> Postings => Set<Posting>();
    internal DbSet<LedgerBalance> LedgerBalances => Set<LedgerBalance>();
    internal DbSet<LedgerDay> LedgerDays => Set<LedgerDay>();
}
