using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>What the stored fees beside payments' own, and the waivers, promise (docs/invariants.md).</summary>
internal static class FeeProofs
{
    public static IEnumerable<MoneyProof> All =>
        [
            new(
                "I-23",
                "a payout and a month have their fee once, each of them is of one thing, and is carried by the entry it names",
                $"""
                SELECT 'service fee ' || f."Id" || ' is not of exactly one thing' AS "Value" FROM "ServiceFees" f
                WHERE (CASE WHEN f."RefundId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN f."StatementId" IS NULL THEN 0 ELSE 1 END)
                    + (CASE WHEN f."Month" IS NULL THEN 0 ELSE 1 END) <> 1
                """,
                $"""
                SELECT f."Kind" || ' ' || MIN(f."Id") || ' is charged twice' AS "Value" FROM "ServiceFees" f
                GROUP BY f."Kind", f."MerchantId", f."Currency", f."RefundId", f."StatementId", f."Month" HAVING COUNT(*) > 1
                """,
                $"""
                SELECT 'service fee ' || f."Id" || ' is of another merchant than what it is for' AS "Value" FROM "ServiceFees" f
                LEFT JOIN "Refunds" r ON r."Id" = f."RefundId" LEFT JOIN "Statements" s ON s."Id" = f."StatementId"
                WHERE (f."RefundId" IS NOT NULL AND (r."MerchantId" IS NULL OR r."MerchantId" <> f."MerchantId"))
                   OR (f."StatementId" IS NOT NULL AND (s."MerchantId" IS NULL OR s."MerchantId" <> f."MerchantId" OR s."PayoutMinor" <> f."BaseMinor"))
                """,
                MoneyProof.Carried(
                    "entry",
                    LedgerSql.Kinds(EntryKind.RefundFee, EntryKind.PayoutFee, EntryKind.MonthlyFee),
                    """SELECT "EntryId" AS "Entry", "AmountMinor" AS "Amount" FROM "ServiceFees" WHERE "EntryId" IS NOT NULL"""
                )
            ),
            new(
                "I-24",
                "what waivers cost in the books is what fees say was waived, and none is above its fee",
                MoneyProof.Carried(
                    "entry",
                    LedgerSql.Kinds(
                        EntryKind.FeeWaiver,
                        EntryKind.FeeWaiverReturn,
                        EntryKind.ServiceFeeWaiver,
                        EntryKind.CertificationWaiver
                    ),
                    """
                    SELECT "WaiverEntryId" AS "Entry", "WaivedMinor" AS "Amount" FROM "Fees" WHERE "WaiverEntryId" IS NOT NULL
                    UNION ALL
                    SELECT "WaiverEntryId", "WaivedMinor" FROM "ServiceFees" WHERE "WaiverEntryId" IS NOT NULL
                    UNION ALL
                    SELECT w."Id", c."WaivedMinor" FROM "CertificationReceipts" c JOIN "LedgerEntries" e ON e."Id" = c."EntryId"
                    LEFT JOIN "LedgerEntries" w ON w."Key" = e."Key" || ':waiver' WHERE c."WaivedMinor" > 0
                    """
                ),
                $"""
                SELECT 'fee ' || f."Id" || ' waives what it does not name' AS "Value" FROM "Fees" f
                WHERE f."WaivedMinor" > f."AmountMinor" OR (f."WaivedMinor" > 0 AND (f."WaiverId" IS NULL OR f."WaiverEntryId" IS NULL))
                UNION ALL
                SELECT 'service fee ' || f."Id" || ' waives what it does not name' FROM "ServiceFees" f
                WHERE f."WaivedMinor" > f."AmountMinor" OR (f."WaivedMinor" > 0 AND (f."WaiverId" IS NULL OR f."WaiverEntryId" IS NULL))
                """
            ),
        ];
}
