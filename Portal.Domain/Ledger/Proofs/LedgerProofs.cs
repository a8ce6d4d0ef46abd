using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

internal sealed class BalancesAreSums : IProof
{
    public string Id => "I-06";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await db.Disproof(
            $"""
            SELECT a."Code" AS "Value" FROM "LedgerAccounts" a
            LEFT JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
            LEFT JOIN (SELECT "AccountId", SUM("AmountMinor") AS "Sum", COUNT(*) AS "Count",
                SUM(CASE WHEN "AmountMinor" > 0 THEN "AmountMinor" ELSE 0 END) AS "Debit" FROM "Postings" GROUP BY "AccountId") s
                ON s."AccountId" = a."Id"
            WHERE COALESCE(b."BalanceMinor", 0) <> COALESCE(s."Sum", 0) OR COALESCE(b."Postings", 0) <> COALESCE(s."Count", 0)
               OR COALESCE(b."DebitMinor", 0) <> COALESCE(s."Debit", 0)
            """,
            ct
        );
        var day = await db.Disproof(
            $"""
            SELECT a."Code" || ' on ' || COALESCE(d."BusinessDay", s."BusinessDay") AS "Value"
            FROM (SELECT p."AccountId", e."BusinessDay", SUM(p."AmountMinor") AS "Sum", COUNT(*) AS "Count", MIN(e."Id") AS "First", MAX(e."Id") AS "Last",
                SUM(CASE WHEN p."AmountMinor" > 0 THEN p."AmountMinor" ELSE 0 END) AS "Debit"
                FROM "Postings" p JOIN "LedgerEntries" e ON e."Id" = p."EntryId" GROUP BY p."AccountId", e."BusinessDay") s
            FULL JOIN "LedgerDays" d ON d."AccountId" = s."AccountId" AND d."BusinessDay" = s."BusinessDay"
            LEFT JOIN "LedgerAccounts" a ON a."Id" = COALESCE(d."AccountId", s."AccountId")
            WHERE d."AccountId" IS NULL OR s."AccountId" IS NULL OR d."Postings" <> s."Count" OR d."DebitMinor" <> s."Debit"
               OR d."DebitMinor" - d."CreditMinor" <> s."Sum" OR d."FirstEntryId" <> s."First" OR d."LastEntryId" <> s."Last"
            """,
            ct
        );
        var count = await db.LedgerAccounts.CountAsync(ct);
        return bad is { } code ? new ProofResult(Id, false, $"the kept balance of {code} is not the sum of its postings")
            : day is { } named ? new ProofResult(Id, false, $"what is kept of {named} is not the sum of its postings of that day")
            : new ProofResult(Id, true, $"{count} kept balances equal their postings");
    }
}
