using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Ledger;

/// <summary>A kept balance that was not the sum of its postings, and what it is now. Amounts in minor units, debit positive.</summary>
public sealed record MendedBalance(string Account, string Currency, long KeptMinor, long SumMinor);

/// <summary>Upkeep of what the books keep beside the postings.</summary>
public sealed class LedgerUpkeepService(Acts acts)
{
    /// <summary>
    /// Works out every kept balance anew from the postings, which are the truth, and says which were different. Nothing is posted; nobody
    /// posts meanwhile.
    /// </summary>
    public async Task<IReadOnlyList<MendedBalance>> RebuildBalances(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.RebuildBalances, ct);
        await act.Begin();
        await Dialect.Of(act.Db).LockTable(act.Db, "LedgerBalances", ct);
        var wrong = await Wrong(act.Db, ct);
        await act.Db.LedgerBalances.ExecuteDeleteAsync(ct);
        await act.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerBalances" ("AccountId", "BalanceMinor", "DebitMinor", "Postings", "OpenFromEntryId")
            SELECT "AccountId", SUM("AmountMinor"), SUM(CASE WHEN "AmountMinor" > 0 THEN "AmountMinor" ELSE 0 END), COUNT(*), MIN("EntryId")
            FROM "Postings" GROUP BY "AccountId"
            """,
            ct
        );
        await act.Db.LedgerDays.ExecuteDeleteAsync(ct);
        await act.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerDays" ("AccountId", "BusinessDay", "DebitMinor", "CreditMinor", "Postings", "FirstEntryId", "LastEntryId")
            SELECT p."AccountId", e."BusinessDay", SUM(CASE WHEN p."AmountMinor" > 0 THEN p."AmountMinor" ELSE 0 END),
                SUM(CASE WHEN p."AmountMinor" < 0 THEN -p."AmountMinor" ELSE 0 END), COUNT(*), MIN(e."Id"), MAX(e."Id")
            FROM "Postings" p JOIN "LedgerEntries" e ON e."Id" = p."EntryId" GROUP BY p."AccountId", e."BusinessDay"
            """,
            ct
        );
        await act.Commit("ledger.balances-rebuilt", "ledger", "balances", after: new { mended = wrong });
        return wrong;
    }

    private static async Task<List<MendedBalance>> Wrong(PortalDb db, CancellationToken ct)
    {
        var rows = await (
            from account in db.LedgerAccounts
            let sum = db.Postings.Where(posting => posting.AccountId == account.Id).Sum(posting => posting.AmountMinor)
            let debit = db
                .Postings.Where(posting => posting.AccountId == account.Id && posting.AmountMinor > 0)
                .Sum(posting => posting.AmountMinor)
            let count = db.Postings.LongCount(posting => posting.AccountId == account.Id)
            join balance in db.LedgerBalances on account.Id equals balance.AccountId into kept
            from balance in kept.DefaultIfEmpty()
            where
                (balance == null ? 0 : balance.BalanceMinor) != sum
                || (balance == null ? 0 : balance.DebitMinor) != debit
                || (balance == null ? 0 : balance.Postings) != count
            orderby account.Code
            select new
            {
                account.Code,
                account.Currency,
                Kept = balance == null ? 0 : balance.BalanceMinor,
                Sum = sum,
            }
        ).ToListAsync(ct);
        return [.. rows.Select(row => new MendedBalance(row.Code, row.Currency, row.Kept, row.Sum))];
    }
}
