using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

internal sealed class EntriesBalance : IProof
{
    public string Id => "I-01";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await db.Disproof(
            $"""
            SELECT e."Key" AS "Value" FROM "Postings" p
            JOIN "LedgerEntries" e ON e."Id" = p."EntryId" JOIN "LedgerAccounts" a ON a."Id" = p."AccountId"
            GROUP BY e."Id", e."Key", a."Currency" HAVING SUM(p."AmountMinor") <> 0
            """,
            ct
        );
        var alone = await db
            .LedgerEntries.Where(entry => db.Postings.Count(posting => posting.EntryId == entry.Id) < 2)
            .Select(entry => entry.Key)
            .FirstOrDefaultAsync(ct);
        var twice = await db.Disproof(
            $"""
            SELECT MIN(e."Key") || ' names ' || MIN(a."Code") AS "Value" FROM "Postings" p
            JOIN "LedgerEntries" e ON e."Id" = p."EntryId" JOIN "LedgerAccounts" a ON a."Id" = p."AccountId"
            GROUP BY p."AccountId", p."EntryId" HAVING COUNT(*) > 1
            """,
            ct
        );
        var count = await db.LedgerEntries.LongCountAsync(ct);
        return (bad ?? alone) is { } key ? new ProofResult(Id, false, $"entry {key} does not balance")
            : twice is not null ? new ProofResult(Id, false, $"entry {twice} twice")
            : new ProofResult(Id, true, $"{count} entries sum to zero");
    }
}
