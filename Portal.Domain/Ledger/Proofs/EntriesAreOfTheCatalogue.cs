using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

internal sealed class EntriesAreOfTheCatalogue : IProof
{
    public string Id => "I-70";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await db.Disproof(
            $"""
            SELECT e."Key" || ' of kind ' || e."Kind" AS "Value" FROM "LedgerEntries" e WHERE e."Kind" NOT IN ({LedgerSql.AllKinds})
            """,
            ct
        );
        var role = await db.Disproof(
            $"""
            SELECT a."Code" || ' has the role ' || COALESCE(a."Role", 'none') AS "Value" FROM "LedgerAccounts" a
            WHERE COALESCE(a."Role", 'missing') <> {LedgerSql.RoleOf("a.\"Code\"")}
            """,
            ct
        );
        return bad is { } key ? new ProofResult(Id, false, $"entry {key} is of no kind of the catalogue")
            : role is { } account ? new ProofResult(Id, false, $"account {account}, its code says another")
            : new ProofResult(Id, true, $"every entry is of one of {EntryKinds.All.Count} kinds");
    }
}
