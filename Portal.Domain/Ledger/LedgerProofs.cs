using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

internal sealed class EntriesBalance : IProof
{
    public string Id => "I-01";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await db
            .Database.SqlQuery<string>(
                $"""
                SELECT e."Key" AS "Value" FROM "Postings" p
                JOIN "LedgerEntries" e ON e."Id" = p."EntryId" JOIN "LedgerAccounts" a ON a."Id" = p."AccountId"
                GROUP BY e."Id", e."Key", a."Currency" HAVING SUM(p."AmountMinor") <> 0 ORDER BY e."Key" LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);
        var alone = await db
            .LedgerEntries.Where(entry => db.Postings.Count(posting => posting.EntryId == entry.Id) < 2)
            .Select(entry => entry.Key)
            .FirstOrDefaultAsync(ct);
        var count = await db.LedgerEntries.LongCountAsync(ct);
        return (bad ?? alone) is { } key
            ? new ProofResult(Id, false, $"entry {key} does not balance")
            : new ProofResult(Id, true, $"{count} entries sum to zero");
    }
}

internal sealed class BalancesAreSums : IProof
{
    public string Id => "I-06";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await db
            .Database.SqlQuery<string>(
                $"""
                SELECT a."Code" AS "Value" FROM "LedgerAccounts" a
                LEFT JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (SELECT "AccountId", SUM("AmountMinor") AS "Sum", COUNT(*) AS "Count",
                    SUM(CASE WHEN "AmountMinor" > 0 THEN "AmountMinor" ELSE 0 END) AS "Debit" FROM "Postings" GROUP BY "AccountId") s
                    ON s."AccountId" = a."Id"
                WHERE COALESCE(b."BalanceMinor", 0) <> COALESCE(s."Sum", 0) OR COALESCE(b."Postings", 0) <> COALESCE(s."Count", 0)
                   OR COALESCE(b."DebitMinor", 0) <> COALESCE(s."Debit", 0)
                ORDER BY a."Code" LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);
        var count = await db.LedgerAccounts.CountAsync(ct);
        return bad is { } code
            ? new ProofResult(Id, false, $"the kept balance of {code} is not the sum of its postings")
            : new ProofResult(Id, true, $"{count} kept balances equal their postings");
    }
}
