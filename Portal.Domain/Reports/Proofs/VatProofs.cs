using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>What the VAT of statements promises (docs/invariants.md I-33).</summary>
internal static class VatProofs
{
    public static IEnumerable<MoneyProof> All =>
        [
            new(
                "I-33",
                "every closed statement has the VAT of each of its lines once, by its figures and the rate of its last day, and the books hold it",
                // Net is gross ÷ (1 + rate), half up away from zero: within half a unit, on the side of the gross.
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' does not follow from its gross and rate' AS "Value"
                FROM "VatLines" l
                WHERE l."NetMinor" + l."TaxMinor" <> l."GrossMinor"
                   OR (l."GrossMinor" > 0 AND l."NetMinor" < 0) OR (l."GrossMinor" < 0 AND l."NetMinor" > 0)
                   OR 2 * (ABS(CAST(l."NetMinor" AS numeric)) * (1000000 + l."PartsPerMillion") - ABS(CAST(l."GrossMinor" AS numeric)) * 1000000)
                       > 1000000 + l."PartsPerMillion"
                   OR 2 * (ABS(CAST(l."NetMinor" AS numeric)) * (1000000 + l."PartsPerMillion") - ABS(CAST(l."GrossMinor" AS numeric)) * 1000000)
                       <= -(1000000 + l."PartsPerMillion")
                """,
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' is not by the rate of its day' AS "Value"
                FROM "VatLines" l LEFT JOIN "VatRates" r ON r."Id" = l."RateId"
                WHERE r."Id" IS NULL OR r."State" <> 'Agreed' OR r."FromDay" > l."Day" OR r."PartsPerMillion" <> l."PartsPerMillion"
                   OR EXISTS (
                       SELECT 1 FROM "VatRates" n WHERE n."State" = 'Agreed' AND n."FromDay" <= l."Day"
                       AND (n."FromDay" > r."FromDay" OR (n."FromDay" = r."FromDay" AND n."Id" > r."Id")))
                """,
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' is of another merchant, currency or day' AS "Value"
                FROM "VatLines" l LEFT JOIN "Statements" s ON s."Id" = l."StatementId"
                WHERE s."Id" IS NULL OR s."MerchantId" <> l."MerchantId" OR s."Currency" <> l."Currency" OR s."PeriodTo" <> l."Day"
                """,
                // A statement waits for its tax for as long as the step takes; not when later ones have it, nor for a day.
                $"""
                SELECT 'statement ' || x."StatementId" || ' ' || x."Kind" || ' is taxed otherwise than it stands' AS "Value"
                FROM (
                    SELECT g."StatementId", g."Kind", COALESCE(SUM(g."Gross"), 0) AS "Gross", SUM(g."Taxed") AS "Taxed" FROM (
                        SELECT t."StatementId", CASE t."Kind" WHEN 'Fee' THEN 'PaymentFee' WHEN 'FeeReturn' THEN 'PaymentFee' ELSE t."Kind" END AS "Kind",
                            -t."AmountMinor" AS "Gross", NULL AS "Taxed"
                        FROM "StatementLines" t
                        WHERE t."Kind" IN ('Fee', 'FeeReturn', 'RefundFee', 'PayoutFee', 'MonthlyFee', 'CertificationFee', 'FeeWaiver')
                        UNION ALL
                        SELECT l."StatementId", l."Kind", NULL, l."GrossMinor" FROM "VatLines" l
                        UNION ALL
                        SELECT e."StatementId", 'FeeCorrection', -a."AmountMinor", NULL
                        FROM "Adjustments" a JOIN "StatementEntries" e ON e."EntryId" = a."EntryId" WHERE a."Account" = 'PaymentFees'
                    ) g GROUP BY g."StatementId", g."Kind"
                ) x LEFT JOIN "Statements" s ON s."Id" = x."StatementId"
                WHERE x."Gross" <> x."Taxed"
                   OR (x."Taxed" IS NULL AND x."Gross" <> 0
                       AND s."PeriodTo" >= (SELECT MIN(r."FromDay") FROM "VatRates" r WHERE r."State" = 'Agreed')
                       AND (s."Id" <= (SELECT MAX(m."StatementId") FROM "VatLines" m)
                           OR s."ClosedUtc" < (SELECT MAX(n."ClosedUtc") FROM "Statements" n) - 86400000000))
                """,
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' is not what its entry moved' AS "Value"
                FROM "VatLines" l
                LEFT JOIN "LedgerEntries" e ON e."Id" = l."EntryId" AND e."Kind" = {LedgerSql.Kinds(
                    EntryKind.Vat
                )} AND e."BusinessDay" = l."TaxDay"
                LEFT JOIN "LedgerAccounts" v ON v."Code" = {LedgerSql.Code(LedgerRole.VatOutput)} AND v."Currency" = l."Currency"
                LEFT JOIN "Postings" t ON t."EntryId" = e."Id" AND t."AccountId" = v."Id"
                LEFT JOIN "LedgerAccounts" a ON a."Currency" = l."Currency" AND a."Code" = CASE l."Kind"
                    WHEN 'PaymentFee' THEN {LedgerSql.Code(LedgerRole.PaymentFeeRevenue)} WHEN 'FeeCorrection' THEN {LedgerSql.Code(
                    LedgerRole.PaymentFeeRevenue
                )}
                    WHEN 'RefundFee' THEN {LedgerSql.Code(LedgerRole.RefundFeeRevenue)} WHEN 'PayoutFee' THEN {LedgerSql.Code(
                    LedgerRole.PayoutFeeRevenue
                )}
                    WHEN 'MonthlyFee' THEN {LedgerSql.Code(LedgerRole.MonthlyFeeRevenue)} WHEN 'CertificationFee' THEN {LedgerSql.Code(
                    LedgerRole.CertificationFeeRevenue
                )}
                    ELSE {LedgerSql.Code(LedgerRole.FeeWaivers)} END
                LEFT JOIN "Postings" p ON p."EntryId" = e."Id" AND p."AccountId" = a."Id"
                WHERE (l."TaxMinor" = 0) <> (l."EntryId" IS NULL)
                   OR (l."EntryId" IS NOT NULL AND (COALESCE(-t."AmountMinor", 0) <> l."TaxMinor" OR COALESCE(p."AmountMinor", 0) <> l."TaxMinor"))
                """,
                $"""
                SELECT 'entry ' || e."Key" || ' moves VAT of no statement' AS "Value" FROM "LedgerEntries" e
                WHERE e."Kind" = {LedgerSql.Kinds(EntryKind.Vat)} AND NOT EXISTS (SELECT 1 FROM "VatLines" l WHERE l."EntryId" = e."Id")
                """,
                $"""
                SELECT {LedgerSql.Code(
                    LedgerRole.VatOutput
                )} || ' in ' || COALESCE(a."Currency", l."Currency") || ' is not the sum of the VAT of statements' AS "Value"
                FROM (
                    SELECT a."Currency", -COALESCE(b."BalanceMinor", 0) AS "Held" FROM "LedgerAccounts" a
                    LEFT JOIN "LedgerBalances" b ON b."AccountId" = a."Id" WHERE a."Code" = {LedgerSql.Code(LedgerRole.VatOutput)}
                ) a
                FULL JOIN (SELECT "Currency", SUM("TaxMinor") AS "Sum" FROM "VatLines" GROUP BY "Currency") l ON l."Currency" = a."Currency"
                WHERE COALESCE(a."Held", 0) <> COALESCE(l."Sum", 0)
                """
            ),
            new(
                "I-34",
                "nothing counts for a month whose VAT was declared before it was posted, and what counts later than its day does so for that reason",
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' came into a declared month' AS "Value"
                FROM "VatLines" l JOIN "LedgerEntries" e ON e."Id" = l."EntryId"
                JOIN "VatReturns" r ON SUBSTR(CAST(r."Month" AS text), 1, 7) = SUBSTR(CAST(l."TaxDay" AS text), 1, 7)
                WHERE e."PostedUtc" > r."DeclaredUtc"
                """,
                $"""
                SELECT 'VAT of statement ' || l."StatementId" || ' ' || l."Kind" || ' counts for another day without need' AS "Value"
                FROM "VatLines" l
                WHERE l."TaxDay" < l."Day" OR (l."TaxDay" > l."Day" AND NOT EXISTS (
                    SELECT 1 FROM "VatReturns" r WHERE SUBSTR(CAST(r."Month" AS text), 1, 7) = SUBSTR(CAST(l."Day" AS text), 1, 7)))
                """
            ),
        ];
}
