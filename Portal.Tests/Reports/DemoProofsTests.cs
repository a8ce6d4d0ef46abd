using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Payments;

namespace Portal.Tests.Reports;

/// <summary>
/// The rest of the proofs, shown to fail over the demo's books, which have something of everything: and no proof is left that nothing was
/// planted for.
/// </summary>
[Collection(DemoSites.Name)]
public sealed class DemoProofsTests(DemoSites sites)
{
    private static readonly (string Promise, string Corruption)[] Corruptions =
    [
        ("I-01", """UPDATE "Postings" SET "AmountMinor" = "AmountMinor" + 1 WHERE "EntryId" = (SELECT MAX("EntryId") FROM "Postings")"""),
        (
            "I-06",
            """UPDATE "LedgerDays" SET "DebitMinor" = "DebitMinor" + 1 WHERE "AccountId" = (SELECT MIN("AccountId") FROM "LedgerDays")"""
        ),
        ("I-08", """UPDATE "AuditRecords" SET "ActorName" = 'somebody else' WHERE "Sequence" = 7"""),
        ("I-08", """DELETE FROM "AuditRecords" WHERE "Sequence" = 7"""),
        ("I-19", """UPDATE "Approvals" SET "Content" = REPLACE("Content", '0', '1')"""),
        ("I-19", """UPDATE "Approvals" SET "State" = 'Approved', "DecidedById" = "MakerId" + 1"""),
        ("I-20", """DELETE FROM "ReserveBuckets" WHERE "Id" = (SELECT MIN("Id") FROM "ReserveBuckets" WHERE "ReleasedEntryId" IS NULL)"""),
        ("I-20", """UPDATE "ReserveBuckets" SET "ReleasedEntryId" = NULL"""),
        ("I-21", """UPDATE "Adjustments" SET "State" = 'Posted'"""),
        (
            "I-23",
            """
            INSERT INTO "ServiceFees" ("MerchantId", "Kind", "AtUtc", "RuleId", "BaseMinor", "AmountMinor", "WaivedMinor", "Currency", "BusinessDay")
            VALUES (1, 'Payout', 0, 1, 0, 1, 0, 'CNY', '2026-11-20')
            """
        ),
        (
            "I-23",
            """
            INSERT INTO "ServiceFees"
                ("MerchantId", "Kind", "StatementId", "AtUtc", "RuleId", "BaseMinor", "AmountMinor", "WaivedMinor", "Currency", "BusinessDay", "EntryId")
            SELECT "MerchantId", 'Payout', "Id", 0, 1, "PayoutMinor", 1, 0, 'CNY', '2026-11-20', (SELECT MIN("Id") FROM "LedgerEntries")
            FROM "Statements" WHERE "Id" = (SELECT MIN("Id") FROM "Statements")
            """
        ),
        ("I-24", """UPDATE "Fees" SET "WaivedMinor" = "WaivedMinor" - 1 WHERE "WaivedMinor" > 0"""),
        ("I-24", """UPDATE "Fees" SET "WaiverId" = NULL WHERE "WaivedMinor" > 0"""),
        ("I-25", """UPDATE "BankLines" SET "AmountMinor" = "AmountMinor" + 1"""),
        ("I-25", """UPDATE "BankLines" SET "Kind" = 'New' WHERE "Kind" = 'BankFee'"""),
        ("I-25", """UPDATE "OperatorAccounts" SET "OpeningMinor" = COALESCE("OpeningMinor", 0) + 1"""),
        ("I-26", """UPDATE "BankTransfers" SET "AmountMinor" = "AmountMinor" + 1 WHERE "State" = 'Paid'"""),
        ("I-26", """UPDATE "PayoutBatches" SET "TotalMinor" = "TotalMinor" + 1"""),
        ("I-26", """UPDATE "BankTransfers" SET "DebitLineId" = NULL WHERE "State" = 'Paid'"""),
        ("I-26", """UPDATE "BankTransfers" SET "State" = 'Paid' WHERE "State" = 'Returned'"""),
        ("I-28", """UPDATE "BankLines" SET "Kind" = 'BankFee' WHERE "Kind" = 'Unknown'"""),
        ("I-30", """DELETE FROM "Broadcasts" WHERE "Id" = (SELECT MAX("Id") FROM "Broadcasts")"""),
        ("I-31", """UPDATE "Audiences" SET "Followers" = "Followers" + 1"""),
        ("I-31", """DELETE FROM "Followers" WHERE "Id" = (SELECT MIN("Id") FROM "Followers" WHERE "State" = 'Following')"""),
        ("I-32", """DELETE FROM "QuotaReservations" WHERE "Id" = (SELECT MIN("Id") FROM "QuotaReservations")"""),
        ("I-32", """UPDATE "QuotaReservations" SET "Slot" = 99 WHERE "Id" = (SELECT MIN("Id") FROM "QuotaReservations")"""),
        ("I-34", """UPDATE "VatLines" SET "TaxDay" = '2030-01-01'"""),
        ("I-34", """INSERT INTO "VatReturns" ("Month", "DeclaredBy", "DeclaredUtc") SELECT MIN("TaxDay"), 'nobody', 0 FROM "VatLines" """),
        (
            "I-36",
            """
            INSERT INTO "ReconMatches"
                ("Pair", "Currency", "Items", "OursMinor", "TheirsMinor", "FeeMinor", "State", "MadeBy", "MadeUtc", "Version")
            VALUES ('Bank', 'CNY', 2, 100, 100, 0, 'Agreed', 'nobody', 0, 0)
            """
        ),
        ("I-40", """UPDATE "MoneyActs" SET "State" = 'Agreed' WHERE "State" = 'Alone'"""),
        ("I-60", """UPDATE "CaseDocuments" SET "FileNameSealed" = 'AAAA' WHERE "Id" = (SELECT MIN("Id") FROM "CaseDocuments")"""),
        (
            "I-60",
            """UPDATE "CaseDocuments" SET "StoredName" = SUBSTR("StoredName", 2) || SUBSTR("StoredName", 1, 1) WHERE "Id" = (SELECT MIN("Id") FROM "CaseDocuments")"""
        ),
        ("I-61", """UPDATE "Notices" SET "CreatedUtc" = 0 WHERE "Id" = (SELECT MIN("Id") FROM "Notices")"""),
        ("I-70", """UPDATE "LedgerEntries" SET "Kind" = 'gift' WHERE "Id" = 1"""),
        ("I-71", """UPDATE "BankAccounts" SET "Holder" = 'Another holder' WHERE "Id" = (SELECT MIN("Id") FROM "BankAccounts")"""),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Every_proof_has_a_corruption_planted_and_notices_it(Provider provider)
    {
        var world = await sites.Of(provider);
        var proofs = world.Services.GetServices<IProof>().ToDictionary(proof => proof.Id);
        var planted = Corruptions.Concat(MoneyProofsTests.Corruptions).Select(one => one.Promise).ToHashSet();
        Assert.Empty(proofs.Keys.Except(planted));
        Assert.Empty(planted.Except(proofs.Keys));
        await world.AssertProven();

        var unnoticed = new List<string>();
        foreach (var (promise, corruption) in Corruptions)
        {
            await using var db = world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await MoneyProofsTests.Unguard(db);
            if (await db.Database.ExecuteSqlRawAsync(corruption, Ct) == 0)
            {
                unnoticed.Add($"touches nothing: {corruption}");
            }

            if ((await proofs[promise].Check(db, Ct)).Ok)
            {
                unnoticed.Add($"{promise} holds after: {corruption}");
            }
        }

        Assert.Empty(unnoticed);
        await world.AssertProven();
    }
}
