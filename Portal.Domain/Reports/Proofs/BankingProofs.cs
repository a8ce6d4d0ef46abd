using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>What must hold between payouts, bank transfers, bank statements and the books.</summary>
internal static class BankingProofs
{
    public static IEnumerable<MoneyProof> All =>
        [
            new(
                "I-25",
                "our bank accounts hold their opening balance and the lines of their statements, each booked once",
                $"""
                SELECT o."Name" || ' holds ' || COALESCE(b."BalanceMinor", 0) || ', its statements say otherwise' AS "Value" FROM "OperatorAccounts" o
                LEFT JOIN "LedgerAccounts" a ON a."Code" = {LedgerSql.Code(LedgerRole.Bank, "o.\"Name\"")} AND a."Currency" = o."Currency"
                LEFT JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (SELECT "AccountId", SUM("AmountMinor") AS "Sum" FROM "BankLines" WHERE "EntryId" IS NOT NULL GROUP BY "AccountId") l
                    ON l."AccountId" = o."Id"
                WHERE COALESCE(b."BalanceMinor", 0) <> COALESCE(o."OpeningMinor", 0) + COALESCE(l."Sum", 0)
                """,
                $"""
                SELECT 'bank line ' || l."Id" || ' is not what its entry says' AS "Value" FROM "BankLines" l
                JOIN "OperatorAccounts" o ON o."Id" = l."AccountId"
                LEFT JOIN (
                    SELECT p."EntryId", a."Code", SUM(p."AmountMinor") AS "Sum" FROM "Postings" p
                    JOIN "LedgerAccounts" a ON a."Id" = p."AccountId" WHERE a."Role" = {LedgerSql.Role(
                    LedgerRole.Bank
                )} GROUP BY p."EntryId", a."Code"
                ) e ON e."EntryId" = l."EntryId" AND e."Code" = {LedgerSql.Code(LedgerRole.Bank, "o.\"Name\"")}
                WHERE (l."EntryId" IS NOT NULL AND COALESCE(e."Sum", 0) <> l."AmountMinor") OR (l."EntryId" IS NULL) <> (l."Kind" IN ('New', 'Aside'))
                """,
                $"""
                SELECT 'bank statement ' || s."Id" || ' is done but has lines left' AS "Value" FROM "BankStatements" s
                WHERE s."State" = 'Posted' AND EXISTS (SELECT 1 FROM "BankLines" l WHERE l."StatementId" = s."Id" AND l."Kind" = 'New')
                """
            ),
            new(
                "I-26",
                "transfers add up to their payouts and batches, and what is in transit is what has left and not arrived",
                $"""
                SELECT p."Number" || ' is not the sum of its transfers' AS "Value" FROM "Payouts" p
                LEFT JOIN (SELECT "PayoutId", SUM("AmountMinor") AS "Sum" FROM "BankTransfers" GROUP BY "PayoutId") t ON t."PayoutId" = p."Id"
                WHERE COALESCE(t."Sum", 0) <> CASE WHEN p."State" IN ('Proposed', 'Approved') THEN 0 ELSE p."AmountMinor" END
                """,
                $"""
                SELECT b."Number" || ' is not the sum of its payouts' AS "Value" FROM "PayoutBatches" b
                LEFT JOIN (SELECT "BatchId", SUM("AmountMinor") AS "Sum", COUNT(*) AS "Count" FROM "Payouts" GROUP BY "BatchId") p ON p."BatchId" = b."Id"
                WHERE b."State" <> 'Dropped' AND (COALESCE(p."Sum", 0) <> b."TotalMinor" OR COALESCE(p."Count", 0) <> b."Payouts")
                """,
                $"""
                SELECT a."Currency" || ' in transit is not what is on its way' AS "Value" FROM "LedgerAccounts" a
                JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (
                    SELECT "Currency", SUM("AmountMinor") AS "Sum" FROM "BankTransfers"
                    WHERE "DebitLineId" IS NULL AND "State" <> 'Failed' GROUP BY "Currency"
                ) t ON t."Currency" = a."Currency"
                WHERE a."Code" = {LedgerSql.Code(LedgerRole.InTransit)} AND -b."BalanceMinor" <> COALESCE(t."Sum", 0)
                """,
                $"""
                SELECT t."EndToEndId" || ' came back and has no new attempt, or one too many' AS "Value" FROM "BankTransfers" t
                LEFT JOIN "Payouts" p ON p."OriginTransferId" = t."Id"
                WHERE (t."State" IN ('Failed', 'Returned')) <> (p."Id" IS NOT NULL) OR COALESCE(p."AmountMinor", t."AmountMinor") <> t."AmountMinor"
                """
            ),
            new(
                "I-28",
                "what stands in the bank's suspense is exactly the lines nobody has placed",
                $"""
                SELECT a."Currency" || ' bank suspense holds ' || -b."BalanceMinor" AS "Value" FROM "LedgerAccounts" a
                JOIN "LedgerBalances" b ON b."AccountId" = a."Id"
                LEFT JOIN (SELECT "Currency", SUM("AmountMinor") AS "Sum" FROM "BankLines" WHERE "Kind" = 'Unknown' GROUP BY "Currency") l
                    ON l."Currency" = a."Currency"
                WHERE a."Code" = {LedgerSql.Code(LedgerRole.BankSuspense)} AND -b."BalanceMinor" <> COALESCE(l."Sum", 0)
                """
            ),
            new(
                "I-36",
                "what was matched by hand ties, has left suspense and is not in transit any more",
                $"""
                SELECT 'match ' || m."Id" || ' is not the sum of its lines' AS "Value" FROM "ReconMatches" m
                LEFT JOIN (
                    SELECT "MatchId", COUNT(*) AS "Items", SUM(CASE WHEN "Side" = 'Ours' THEN "AmountMinor" ELSE 0 END) AS "Ours",
                        SUM(CASE WHEN "Side" = 'Theirs' THEN "AmountMinor" ELSE 0 END) AS "Theirs"
                    FROM "ReconItems" WHERE "ResolvedUtc" IS NOT NULL GROUP BY "MatchId"
                ) i ON i."MatchId" = m."Id"
                WHERE m."State" = 'Agreed' AND (
                    COALESCE(i."Items", 0) <> m."Items" OR COALESCE(i."Ours", 0) <> m."OursMinor" OR COALESCE(i."Theirs", 0) <> m."TheirsMinor"
                )
                """,
                $"""
                SELECT 'match ' || m."Id" || ' moved something else than its lines and its fee' AS "Value" FROM "ReconMatches" m
                LEFT JOIN (
                    SELECT p."EntryId", SUM(CASE WHEN a."Code" = {LedgerSql.Code(
                    LedgerRole.BankSuspense
                )} THEN p."AmountMinor" ELSE 0 END) AS "Suspense",
                        SUM(CASE WHEN a."Code" = {LedgerSql.Code(LedgerRole.BankFee)} THEN p."AmountMinor" ELSE 0 END) AS "Fee"
                    FROM "Postings" p JOIN "LedgerAccounts" a ON a."Id" = p."AccountId"
                    WHERE p."EntryId" IN (SELECT "EntryId" FROM "ReconMatches") GROUP BY p."EntryId"
                ) e ON e."EntryId" = m."EntryId"
                WHERE m."State" = 'Agreed' AND m."Pair" = 'Bank'
                    AND (COALESCE(e."Suspense", 0) <> m."TheirsMinor" OR COALESCE(e."Fee", 0) <> m."FeeMinor")
                """,
                $"""
                SELECT i."Reference" || ' was matched by hand and still waits' AS "Value" FROM "ReconItems" i
                JOIN "ReconMatches" m ON m."Id" = i."MatchId" AND m."State" = 'Agreed' AND m."Pair" = 'Bank'
                LEFT JOIN "BankLines" l ON i."RefKind" = 'BankLine' AND l."Id" = i."RefId"
                LEFT JOIN "BankTransfers" t ON i."RefKind" = 'Transfer' AND t."Id" = i."RefId"
                WHERE l."Kind" = 'Unknown' OR (t."Id" IS NOT NULL AND t."DebitLineId" IS NULL)
                """
            ),
        ];
}
