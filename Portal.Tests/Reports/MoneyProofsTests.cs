using Microsoft.EntityFrameworkCore;
using Portal.Tests.Payments;

namespace Portal.Tests.Reports;

/// <summary>Each proof is shown to fail: a sound book, one planted corruption, and the promise that must notice it.</summary>
public sealed class MoneyProofsTests
{
    internal static readonly (string Promise, string Corruption)[] Corruptions =
    [
        (
            "I-10",
            """UPDATE "Statements" SET "OpeningMinor" = "OpeningMinor" + 5, "PayoutMinor" = "PayoutMinor" + 5 WHERE "PreviousId" IS NOT NULL"""
        ),
        ("I-10", """UPDATE "Statements" SET "PreviousId" = NULL"""),
        ("I-11", """DELETE FROM "StatementEntries" WHERE "EntryId" = (SELECT MIN("EntryId") FROM "StatementEntries")"""),
        ("I-39", """DELETE FROM "StatementEntries" WHERE "EntryId" = (SELECT MIN("EntryId") FROM "StatementEntries")"""),
        ("I-11", """UPDATE "StatementLines" SET "AmountMinor" = "AmountMinor" + 1 WHERE "Kind" = 'Payment'"""),
        (
            "I-12",
            """UPDATE "Statements" SET "Outcome" = 'Held', "ClosingMinor" = "PayoutMinor", "PayoutMinor" = 0 WHERE "PayoutMinor" > 0"""
        ),
        ("I-13", """UPDATE "Bills" SET "DoneRows" = "DoneRows" - 1 WHERE "Payments" > 0"""),
        ("I-13", """UPDATE "Bills" SET "GrossMinor" = "GrossMinor" + 1 WHERE "Payments" > 0"""),
        ("I-13", """UPDATE "Payments" SET "BillId" = 999"""),
        ("I-14", """UPDATE "Payments" SET "RefundedMinor" = "RefundedMinor" + 1 WHERE "RefundedMinor" < "GrossMinor" """),
        ("I-14", """UPDATE "Refunds" SET "MerchantId" = 77 WHERE "PaymentId" IS NOT NULL"""),
        ("I-15", """UPDATE "Payments" SET "GrossMinor" = "GrossMinor" + 1"""),
        ("I-15", """UPDATE "Refunds" SET "AmountMinor" = "AmountMinor" + 1"""),
        ("I-15", """UPDATE "Payments" SET "EntryId" = 999999"""),
        ("I-15", """UPDATE "Fees" SET "AmountMinor" = "AmountMinor" - 1 WHERE "AmountMinor" > 0"""),
        ("I-16", """DELETE FROM "Fees" WHERE "PaymentId" IS NOT NULL"""),
        ("I-16", """DELETE FROM "Fees" WHERE "RefundId" IS NOT NULL"""),
        ("I-16", """UPDATE "Bills" SET "FeePaymentId" = 0"""),
        ("I-16", """UPDATE "Fees" SET "AmountMinor" = "GrossMinor" WHERE "RefundId" IS NOT NULL"""),
        ("I-17", """UPDATE "Payments" SET "MerchantId" = 1 WHERE "MerchantId" = 0"""),
        ("I-18", """DELETE FROM "Payouts" WHERE "Id" = (SELECT MIN("Id") FROM "Payouts")"""),
        ("I-18", """UPDATE "Payouts" SET "AmountMinor" = "AmountMinor" + 1"""),
        ("I-33", """UPDATE "VatLines" SET "NetMinor" = "NetMinor" - 1, "TaxMinor" = "TaxMinor" + 1"""),
        ("I-33", """UPDATE "VatLines" SET "GrossMinor" = "GrossMinor" + 100, "NetMinor" = "NetMinor" + 100"""),
        ("I-33", """UPDATE "VatLines" SET "Day" = '2026-11-01'"""),
        ("I-33", """DELETE FROM "VatLines" WHERE "StatementId" = (SELECT MIN("StatementId") FROM "VatLines")"""),
        ("I-33", """UPDATE "VatRates" SET "PartsPerMillion" = 50000"""),
        ("I-33", """UPDATE "VatRates" SET "FromDay" = '2026-11-19'"""),
        (
            "I-33",
            """
            INSERT INTO "VatRates" ("FromDay", "PartsPerMillion", "State", "MadeBy", "MadeUtc", "AgreedBy", "Version")
            VALUES ('2026-01-01', 60000, 'Agreed', 'nobody', 0, 'nobody', 0)
            """
        ),
        (
            "I-33",
            """
            UPDATE "Postings" SET "AccountId" = (SELECT "Id" FROM "LedgerAccounts" WHERE "Code" = 'expenses:channel-fee')
            WHERE "Line" = 1 AND "EntryId" IN (SELECT "EntryId" FROM "VatLines")
            """
        ),
        (
            "I-33",
            """UPDATE "LedgerBalances" SET "BalanceMinor" = 0 WHERE "AccountId" = (SELECT "Id" FROM "LedgerAccounts" WHERE "Code" = 'liabilities:vat-output')"""
        ),
        ("I-33", """UPDATE "LedgerEntries" SET "Kind" = 'vat' WHERE "Kind" = 'fee'"""),
        ("I-70", """UPDATE "LedgerEntries" SET "Kind" = 'gift' WHERE "Kind" = 'channel-fee'"""),
        (
            "I-06",
            """UPDATE "LedgerBalances" SET "BalanceMinor" = "BalanceMinor" - 1 WHERE "AccountId" = (SELECT MIN("AccountId") FROM "LedgerBalances")"""
        ),
    ];

    [Fact]
    public void No_proof_stops_at_the_first_row_for_sound_books_have_none()
    {
        var proofs = Repository.Sources(Repository.PathOf("Portal.Domain"), ".cs").Where(file => IsProof(file.Text)).ToList();
        Assert.Contains(proofs, file => file.Path.EndsWith("MoneyProofs.cs", StringComparison.Ordinal));
        Assert.Empty(proofs.Where(file => StopsEarly(file.Text)).Select(file => file.Path));
        Assert.True(StopsEarly("""db.Database.SqlQuery<string>($"SELECT 1 AS Value ORDER BY 1 LIMIT 1")"""));

        static bool IsProof(string text) => text.Contains(": IProof", StringComparison.Ordinal);
        static bool StopsEarly(string text) =>
            text.Contains("LIMIT 1", StringComparison.Ordinal) || text.Contains("SqlQuery<string>", StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Verify_fails_on_each_planted_corruption_S_17(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var first = SampleRows.Payment(1, 10_000);
        var yesterday = first.OccurredUtc.AddDays(-1);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(5, 3_300, yesterday)));
        await world.Settle(MoneyWorld.Day.AddDays(-1));
        await world.ImportAndPost(
            SampleRows.Bill(
                first,
                SampleRows.Payment(2, 750),
                SampleRows.Payment(3, 999, merchantNo: "1999999999"),
                SampleRows.Refund(1, first, 3_000),
                SampleRows.Refund(2, SampleRows.Payment(77, 1_000), 100)
            )
        );
        await world.Settle();
        await world.AssertProven();

        var unnoticed = new List<string>();
        foreach (var (promise, corruption) in Corruptions)
        {
            await using var db = world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Unguard(db);
            if (await db.Database.ExecuteSqlRawAsync(corruption) == 0)
            {
                unnoticed.Add($"touches nothing: {corruption}");
            }

            var failed = new List<string>();
            foreach (var proof in world.Get<IEnumerable<IProof>>())
            {
                if (!(await proof.Check(db, default)).Ok)
                {
                    failed.Add(proof.Id);
                }
            }

            await transaction.RollbackAsync();
            if (!failed.Contains(promise))
            {
                unnoticed.Add($"{promise} holds after: {corruption} (failed: {string.Join(",", failed)})");
            }
        }

        Assert.Empty(unnoticed);
        await world.AssertProven();
    }

    /// <summary>Who owns the database can lay the guards aside; the proofs are for what happens then. The transaction puts them back.</summary>
    internal static async Task Unguard(PortalDb db)
    {
        if (db.Provider == Provider.Postgres)
        {
            await db.Database.ExecuteSqlAsync($"SET LOCAL session_replication_role = replica");
            return;
        }

        await db.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON");
        foreach (
            var trigger in await db
                .Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
                .ToListAsync()
        )
        {
            var drop = $"DROP TRIGGER \"{trigger}\"";
            await db.Database.ExecuteSqlRawAsync(drop);
        }
    }
}
