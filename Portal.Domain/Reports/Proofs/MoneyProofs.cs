using System.Runtime.CompilerServices;
using Portal.Domain.Data;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>
/// A promise about money that one or more queries disprove: each query names the rows that break it. The queries are plain SQL that both
/// databases read the same way, so that a proof does not lean on the code it is to prove.
/// </summary>
internal sealed class MoneyProof(string id, string holds, params FormattableString[] disproofs) : IProof
{
    public string Id => id;

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        foreach (var disproof in disproofs)
        {
            if (await db.Disproof(disproof, ct) is { } bad)
            {
                return new ProofResult(id, false, bad);
            }
        }

        return new ProofResult(id, true, holds);
    }

    public static IEnumerable<MoneyProof> All =>
        [
            new(
                "I-10",
                "opening + lines = payout + closing on every statement, and each opens where the one before it closed",
                $"""
                SELECT s."Number" || ' does not add up' AS "Value" FROM "Statements" s
                WHERE s."OpeningMinor" + s."LinesMinor" <> s."PayoutMinor" + s."ClosingMinor"
                   OR s."LinesMinor" <> s."GrossMinor" - s."RefundMinor" - s."FeeMinor" + s."FeeReturnedMinor" + s."OtherMinor" - s."ReserveHeldMinor" + s."ReserveReleasedMinor"
                """,
                $"""
                SELECT s."Number" || ' does not open where the one before it closed' AS "Value" FROM "Statements" s
                LEFT JOIN "Statements" p ON p."Id" = s."PreviousId"
                WHERE s."OpeningMinor" <> COALESCE(p."ClosingMinor", 0)
                   OR (p."Id" IS NOT NULL AND (p."MerchantId" <> s."MerchantId" OR p."Currency" <> s."Currency" OR p."PeriodTo" >= s."PeriodTo"))
                """,
                $"""
                SELECT MIN(s."Number") || ' is not the only first statement of its merchant' AS "Value" FROM "Statements" s
                WHERE s."PreviousId" IS NULL GROUP BY s."MerchantId", s."Currency" HAVING COUNT(*) > 1
                """
            ),
            new(
                "I-11",
                "the entries of every statement sum to its lines, and what is pending is exactly what no statement has taken up",
                $"""
                SELECT s."Number" || ' is not the sum of its ledger entries' AS "Value" FROM "Statements" s
                LEFT JOIN (
                    SELECT e."StatementId", SUM(-p."AmountMinor") AS "Sum" FROM "StatementEntries" e
                    JOIN "Postings" p ON p."EntryId" = e."EntryId" AND p."AccountId" = e."AccountId" GROUP BY e."StatementId"
                ) t ON t."StatementId" = s."Id"
                WHERE COALESCE(t."Sum", 0) <> s."LinesMinor"
                """,
                $"""
                SELECT s."Number" || ' is not the sum of its days' AS "Value" FROM "Statements" s
                LEFT JOIN (SELECT "StatementId", SUM("AmountMinor") AS "Sum" FROM "StatementLines" GROUP BY "StatementId") t ON t."StatementId" = s."Id"
                WHERE COALESCE(t."Sum", 0) <> s."LinesMinor"
                """,
                $"""
                SELECT a."Code" || ' holds what is neither open nor settled' AS "Value" FROM "LedgerAccounts" a
                JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (
                    SELECT p."AccountId", SUM(p."AmountMinor") AS "Sum" FROM "Postings" p JOIN "LedgerEntries" e ON e."Id" = p."EntryId"
                    WHERE e."Kind" <> {LedgerSql.Kinds(EntryKind.Settlement)} AND NOT EXISTS (
                        SELECT 1 FROM "StatementEntries" t WHERE t."EntryId" = p."EntryId" AND t."AccountId" = p."AccountId")
                    GROUP BY p."AccountId"
                ) o ON o."AccountId" = a."Id"
                WHERE a."Role" = {LedgerSql.Role(LedgerRole.MerchantPending)} AND b."BalanceMinor" <> COALESCE(o."Sum", 0)
                """
            ),
            new(
                "I-39",
                "nothing is open before the entry at which a closing begins to read",
                $"""
                SELECT a."Code" || ' has something open before its mark' AS "Value" FROM "LedgerAccounts" a
                JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                JOIN "Postings" p ON p."AccountId" = a."Id" AND p."EntryId" < b."OpenFromEntryId" JOIN "LedgerEntries" e ON e."Id" = p."EntryId"
                WHERE a."Role" = {LedgerSql.Role(LedgerRole.MerchantPending)} AND e."Kind" <> {LedgerSql.Kinds(
                    EntryKind.Settlement
                )} AND NOT EXISTS (
                    SELECT 1 FROM "StatementEntries" t WHERE t."EntryId" = p."EntryId" AND t."AccountId" = p."AccountId")
                """
            ),
            new(
                "I-12",
                "what is available to a merchant is the closing balance of their last statement",
                $"""
                SELECT s."Number" || ' does not close where the ledger stands' AS "Value" FROM "Statements" s
                LEFT JOIN "LedgerAccounts" a ON a."Code" = {LedgerSql.Code(
                    LedgerRole.MerchantAvailable,
                    "s.\"MerchantId\""
                )} AND a."Currency" = s."Currency"
                LEFT JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                WHERE NOT EXISTS (SELECT 1 FROM "Statements" n WHERE n."PreviousId" = s."Id") AND s."ClosingMinor" <> -COALESCE(b."BalanceMinor", 0)
                """
            ),
            new(
                "I-20",
                "what is in reserve is exactly what the buckets hold, and each statement holds back what its buckets say",
                $"""
                SELECT s."Number" || ' holds back another reserve than its buckets' AS "Value" FROM "Statements" s
                LEFT JOIN (SELECT "StatementId", SUM("AmountMinor") AS "Sum" FROM "ReserveBuckets" GROUP BY "StatementId") b ON b."StatementId" = s."Id"
                WHERE s."ReserveHeldMinor" <> COALESCE(b."Sum", 0)
                """,
                $"""
                SELECT a."Code" || ' is not what its buckets hold' AS "Value" FROM "LedgerAccounts" a JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (
                    SELECT "MerchantId", "Currency", SUM("AmountMinor") AS "Sum" FROM "ReserveBuckets" WHERE "ReleasedEntryId" IS NULL
                    GROUP BY "MerchantId", "Currency"
                ) r ON r."MerchantId" = a."MerchantId" AND r."Currency" = a."Currency"
                WHERE a."Role" = {LedgerSql.Role(LedgerRole.MerchantReserve)} AND -b."BalanceMinor" <> COALESCE(r."Sum", 0)
                """,
                $"""
                SELECT 'bucket ' || r."Id" || ' has no account it lies in' AS "Value" FROM "ReserveBuckets" r
                WHERE r."ReleasedEntryId" IS NULL AND NOT EXISTS (
                    SELECT 1 FROM "LedgerAccounts" a WHERE a."Code" = {LedgerSql.Code(
                    LedgerRole.MerchantReserve,
                    "r.\"MerchantId\""
                )} AND a."Currency" = r."Currency")
                """
            ),
            new(
                "I-21",
                "every adjustment that two people agreed to is posted once, for its amount",
                $"""
                SELECT d."Number" || ' is not what the ledger says' AS "Value" FROM "Adjustments" d
                LEFT JOIN "LedgerAccounts" a ON a."Code" = {LedgerSql.Code(
                    LedgerRole.MerchantPending,
                    "d.\"MerchantId\""
                )} AND a."Currency" = d."Currency"
                LEFT JOIN "Postings" p ON p."EntryId" = d."EntryId" AND p."AccountId" = a."Id"
                WHERE (d."State" = 'Posted') <> (d."EntryId" IS NOT NULL)
                   OR (d."State" = 'Posted' AND COALESCE(-p."AmountMinor", 0) <> d."AmountMinor")
                """
            ),
            new(
                "I-13",
                "a bill's rows in the books are exactly the rows it is said to have posted, and its totals are theirs",
                $"""
                SELECT 'bill ' || b."Id" || ' says ' || b."DoneRows" || ' rows are done' AS "Value" FROM "Bills" b
                LEFT JOIN (SELECT "BillId", COUNT(*) AS "Count" FROM "Payments" GROUP BY "BillId") p ON p."BillId" = b."Id"
                LEFT JOIN (SELECT "BillId", COUNT(*) AS "Count" FROM "Refunds" GROUP BY "BillId") r ON r."BillId" = b."Id"
                LEFT JOIN (SELECT "BillId", COUNT(*) AS "Count" FROM "GatewayMovements" GROUP BY "BillId") m ON m."BillId" = b."Id"
                WHERE COALESCE(p."Count", 0) + COALESCE(r."Count", 0) + COALESCE(m."Count", 0) + b."KnownRows" + b."FailedRows" <> b."DoneRows"
                   OR (b."State" = 'Posted' AND b."DoneRows" <> b."Payments" + b."Refunds" + b."Movements")
                   OR (b."State" IN ('Held', 'Rejected') AND b."DoneRows" <> 0)
                """,
                $"""
                SELECT 'bill ' || b."Id" || ' has other totals than its rows' AS "Value" FROM "Bills" b
                LEFT JOIN (SELECT "BillId", SUM("GrossMinor") AS "Gross", SUM("ChannelFeeMinor") AS "Fee" FROM "Payments" GROUP BY "BillId") p
                    ON p."BillId" = b."Id"
                LEFT JOIN (SELECT "BillId", SUM("AmountMinor") AS "Amount", SUM("ChannelFeeReturnedMinor") AS "Fee" FROM "Refunds" GROUP BY "BillId") r
                    ON r."BillId" = b."Id"
                WHERE b."State" = 'Posted' AND b."KnownRows" = 0 AND b."FailedRows" = 0 AND (
                    COALESCE(p."Gross", 0) <> b."GrossMinor" OR COALESCE(r."Amount", 0) <> b."RefundMinor"
                    OR COALESCE(p."Fee", 0) <> b."FeeMinor" OR COALESCE(r."Fee", 0) <> b."FeeReturnedMinor")
                """,
                $"""
                SELECT 'payment ' || p."Id" || ' is of no bill' AS "Value" FROM "Payments" p
                WHERE NOT EXISTS (SELECT 1 FROM "Bills" b WHERE b."Id" = p."BillId")
                UNION ALL
                SELECT 'refund ' || r."Id" || ' is of no bill' FROM "Refunds" r
                WHERE NOT EXISTS (SELECT 1 FROM "Bills" b WHERE b."Id" = r."BillId")
                """
            ),
            new(
                "I-14",
                "refunds never exceed their payment, and each payment knows the sum of its refunds",
                $"""
                SELECT 'payment ' || p."Id" || ' has other refunds than it says' AS "Value" FROM "Payments" p
                LEFT JOIN (SELECT "PaymentId", SUM("AmountMinor") AS "Sum" FROM "Refunds" GROUP BY "PaymentId") r ON r."PaymentId" = p."Id"
                WHERE p."RefundedMinor" <> COALESCE(r."Sum", 0) OR p."RefundedMinor" > p."GrossMinor" OR p."RefundedMinor" < 0
                """,
                $"""
                SELECT 'refund ' || r."Id" || ' is of another merchant than its payment' AS "Value" FROM "Refunds" r
                JOIN "Payments" p ON p."Id" = r."PaymentId" WHERE r."MerchantId" <> p."MerchantId" OR r."Currency" <> p."Currency"
                """
            ),
            new(
                "I-15",
                "every payment, refund and fee is carried by the one ledger entry that it names, to the fen",
                Carried("payment entry", LedgerSql.Kinds(EntryKind.Payment), WithSuspense("Payments", "GrossMinor")),
                Carried("refund entry", LedgerSql.Kinds(EntryKind.Refund), WithSuspense("Refunds", "AmountMinor")),
                $"""
                SELECT 'movement ' || m."Id" || ' is not carried by its entry' AS "Value" FROM "GatewayMovements" m
                WHERE m."Posting" <> 'None' AND m."AmountMinor" <> 0 AND NOT EXISTS (
                    SELECT 1 FROM "Postings" p WHERE p."EntryId" = m."EntryId" AND p."AmountMinor" = m."AmountMinor")
                """,
                Carried("fee entry", LedgerSql.Kinds(EntryKind.Fee), FeesOf("PaymentId")),
                Carried("fee-return entry", LedgerSql.Kinds(EntryKind.FeeReturn), FeesOf("RefundId"))
            ),
            new(
                "I-16",
                "every settled payment and refund has its fee decided, once",
                $"""
                SELECT 'payment ' || p."Id" || ' has no fee' AS "Value" FROM "Payments" p JOIN "Bills" b ON b."Id" = p."BillId"
                WHERE p."MerchantId" <> 0 AND p."Id" <= b."FeePaymentId" AND NOT EXISTS (SELECT 1 FROM "Fees" f WHERE f."PaymentId" = p."Id")
                UNION ALL
                SELECT 'refund ' || r."Id" || ' has no fee decision' FROM "Refunds" r JOIN "Bills" b ON b."Id" = r."BillId"
                WHERE r."MerchantId" <> 0 AND r."Id" <= b."FeeRefundId" AND NOT EXISTS (SELECT 1 FROM "Fees" f WHERE f."RefundId" = r."Id")
                """,
                $"""
                SELECT 'bill ' || b."Id" || ' is done with fees but has some left' AS "Value" FROM "Bills" b
                WHERE b."FeesDone" AND (
                    EXISTS (SELECT 1 FROM "Payments" p WHERE p."BillId" = b."Id" AND p."Id" > b."FeePaymentId")
                    OR EXISTS (SELECT 1 FROM "Refunds" r WHERE r."BillId" = b."Id" AND r."Id" > b."FeeRefundId"))
                """,
                $"""
                SELECT 'fee ' || f."Id" || ' is of no payment or refund' AS "Value" FROM "Fees" f
                WHERE (f."PaymentId" IS NULL) = (f."RefundId" IS NULL)
                   OR (f."PaymentId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Payments" p WHERE p."Id" = f."PaymentId" AND p."MerchantId" = f."MerchantId"))
                   OR (f."RefundId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Refunds" r WHERE r."Id" = f."RefundId" AND r."MerchantId" = f."MerchantId"))
                """,
                $"""
                SELECT 'payment ' || p."Id" || ' gives back more fee than it paid' AS "Value" FROM "Payments" p
                JOIN "Fees" c ON c."PaymentId" = p."Id"
                JOIN (SELECT r."PaymentId", SUM(f."AmountMinor") AS "Back" FROM "Fees" f JOIN "Refunds" r ON r."Id" = f."RefundId" GROUP BY r."PaymentId") t
                    ON t."PaymentId" = p."Id"
                WHERE t."Back" > c."AmountMinor"
                """,
                $"""
                SELECT 'payment ' || p."Id" || ' is refunded in full and has not got its fee back' AS "Value" FROM "Payments" p
                JOIN "Fees" c ON c."PaymentId" = p."Id" JOIN "FeeRules" k ON k."Id" = c."RuleId"
                JOIN (
                    SELECT r."PaymentId", COUNT(*) AS "Refunds", COUNT(f."Id") AS "Decided", SUM(f."AmountMinor") AS "Back", SUM(f."WaivedMinor") AS "Waived"
                    FROM "Refunds" r LEFT JOIN "Fees" f ON f."RefundId" = r."Id" GROUP BY r."PaymentId"
                ) t ON t."PaymentId" = p."Id"
                WHERE p."RefundedMinor" = p."GrossMinor" AND k."RefundPolicy" <> 'None' AND t."Refunds" = t."Decided"
                    AND (t."Back" <> c."AmountMinor" OR t."Waived" <> c."WaivedMinor")
                """,
                $"""
                SELECT 'the volume of bill ' || b."Id" || ' is not the sum of its payments' AS "Value" FROM "Bills" b
                LEFT JOIN (SELECT "BillId", SUM("VolumeMinor") AS "Sum" FROM "FeeVolumes" GROUP BY "BillId") v ON v."BillId" = b."Id"
                LEFT JOIN (SELECT "BillId", SUM("GrossMinor") AS "Sum" FROM "Payments" WHERE "MerchantId" <> 0 GROUP BY "BillId") p ON p."BillId" = b."Id"
                WHERE b."FeesDone" AND COALESCE(v."Sum", 0) <> COALESCE(p."Sum", 0)
                """
            ),
            new(
                "I-17",
                "suspense is exactly the rows that wait in it",
                $"""
                SELECT a."Code" || ' holds ' || -b."BalanceMinor" AS "Value" FROM "LedgerAccounts" a JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                WHERE a."Code" IN (SELECT {LedgerSql.Code(
                    LedgerRole.Suspense,
                    "\"Provider\""
                )} FROM "GatewayAccounts") AND -b."BalanceMinor" <>
                    COALESCE((SELECT SUM(p."GrossMinor") FROM "Payments" p JOIN "GatewayAccounts" g ON g."Id" = p."GatewayAccountId"
                        WHERE p."MerchantId" = 0 AND p."Currency" = a."Currency" AND {LedgerSql.Code(
                    LedgerRole.Suspense,
                    "g.\"Provider\""
                )} = a."Code"), 0)
                    - COALESCE((SELECT SUM(r."AmountMinor") FROM "Refunds" r JOIN "GatewayAccounts" g ON g."Id" = r."GatewayAccountId"
                        WHERE r."MerchantId" = 0 AND r."Currency" = a."Currency" AND {LedgerSql.Code(
                    LedgerRole.Suspense,
                    "g.\"Provider\""
                )} = a."Code"), 0)
                    + COALESCE((SELECT SUM(m."AmountMinor") FROM "GatewayMovements" m
                        WHERE m."Posting" = 'Suspense' AND m."Currency" = a."Currency" AND {LedgerSql.Code(
                    LedgerRole.Suspense,
                    "m.\"Provider\""
                )} = a."Code"), 0)
                """
            ),
            new(
                "I-18",
                "each payout is its statement's, and what is payable is what has not left",
                $"""
                SELECT s."Number" || ' has another payout than it says' AS "Value" FROM "Statements" s
                LEFT JOIN "Payouts" p ON p."StatementId" = s."Id" AND p."Attempt" = 1
                WHERE COALESCE(p."AmountMinor", 0) <> s."PayoutMinor"
                """,
                $"""
                SELECT a."Code" || ' is not what has still to leave' AS "Value" FROM "LedgerAccounts" a JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (SELECT "MerchantId", "Currency", SUM("AmountMinor") AS "Sum" FROM "Payouts" WHERE "State" IN ('Proposed', 'Approved') GROUP BY "MerchantId", "Currency") p
                    ON p."MerchantId" = a."MerchantId" AND p."Currency" = a."Currency"
                WHERE a."Role" = {LedgerSql.Role(LedgerRole.MerchantPayable)} AND -b."BalanceMinor" <> COALESCE(p."Sum", 0)
                """
            ),
        ];

    /// <summary>A row that waited in suspense is carried twice: by the entry that took it in and by the one that gave it over.</summary>
    private static string WithSuspense(string table, string amount) =>
        $"""
            SELECT "EntryId" AS "Entry", "{amount}" AS "Amount" FROM "{table}" UNION ALL
                SELECT "SuspenseEntryId", "{amount}" FROM "{table}" WHERE "SuspenseEntryId" IS NOT NULL
            """;

    private static string FeesOf(string what) =>
        $"""
            SELECT "EntryId" AS "Entry", "AmountMinor" AS "Amount" FROM "Fees" WHERE "{what}" IS NOT NULL AND "EntryId" IS NOT NULL
            """;

    /// <summary>
    /// Rows against entries, both ways: an entry without its rows is as wrong as a row without its entry. <paramref name="rows"/> selects "Entry"
    /// and "Amount". Added up side by side and not joined: SQLite has no quick way through a full join.
    /// </summary>
    internal static FormattableString Carried(string words, SqlWord kinds, string rows) =>
        FormattableStringFactory.Create(
            $"""
            SELECT '{words} ' || x."Entry" || ' is not the sum of its rows' AS "Value" FROM (
                SELECT r."Entry", r."Amount" AS "Rows", NULL AS "Books" FROM ({rows}) r
                UNION ALL
                SELECT e."Id", NULL, CASE WHEN p."AmountMinor" > 0 THEN p."AmountMinor" ELSE 0 END
                FROM "LedgerEntries" e JOIN "Postings" p ON p."EntryId" = e."Id" WHERE e."Kind" IN ({kinds.Text})
            ) x GROUP BY x."Entry" HAVING COALESCE(SUM(x."Rows"), -1) <> COALESCE(SUM(x."Books"), -1)
            """
        );
}
