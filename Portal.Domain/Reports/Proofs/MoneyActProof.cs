using Portal.Domain.Data;

namespace Portal.Domain.Reports;

/// <summary>
/// I-40: what was done alone stayed within the limits of its day, and what was not has a second person; whatever can only have been done
/// by such an act has one. Plain SQL over the tables of other modules: a proof does not lean on the code it is to prove. What somebody typed as
/// a reason decides nothing here: the words the bills' own work leaves are marked (<see cref="Kernel.OwnWord"/>).
/// </summary>
internal sealed class MoneyActsHold : IProof
{
    public string Id => "I-40";

    private static IReadOnlyList<FormattableString> Disproofs { get; } =
    [
        $"""
            SELECT 'act ' || a."Id" || ' of ' || a."ActorName" || ' is more than one person may do in a day' AS "Value" FROM (
                SELECT m."Id", m."ActorName", m."AmountMinor", m."PersonLimitMinor",
                    SUM(m."AmountMinor") OVER (PARTITION BY m."Day", m."ActorId" ORDER BY m."Id") AS "Sum"
                FROM "MoneyActs" m WHERE m."State" = 'Alone' AND m."Kind" <> 'payout-batch') a
            WHERE a."AmountMinor" > 0 AND a."Sum" > a."PersonLimitMinor"
            """,
        $"""
            SELECT 'act ' || a."Id" || ' gives one payee more than one person may in a day' AS "Value" FROM (
                SELECT m."Id", m."AmountMinor", m."PayeeLimitMinor",
                    SUM(m."AmountMinor") OVER (PARTITION BY m."Day", m."MerchantId" ORDER BY m."Id") AS "Sum"
                FROM "MoneyActs" m WHERE m."State" = 'Alone' AND m."MerchantId" IS NOT NULL) a
            WHERE a."AmountMinor" > 0 AND a."Sum" > a."PayeeLimitMinor"
            """,
        $"""
            SELECT 'act ' || m."Id" || ' was done alone and has no amount in yuan' AS "Value" FROM "MoneyActs" m
            WHERE m."State" = 'Alone' AND (m."AmountMinor" IS NULL OR m."AmountMinor" < 0 OR (m."AmountMinor" > 0 AND m."Currency" <> 'CNY'))
            """,
        $"""
            SELECT 'act ' || m."Id" || ' has no second person' AS "Value" FROM "MoneyActs" m
            LEFT JOIN "Approvals" a ON a."Kind" = m."Kind" AND a."SubjectId" = m."Id" AND a."State" = 'Approved'
            WHERE m."State" = 'Agreed' AND (a."Id" IS NULL OR a."MakerId" <> m."ActorId" OR a."DecidedById" IS NULL OR a."DecidedById" = m."ActorId")
            """,
        $"""
            SELECT a."Number" || ' and its act do not agree' AS "Value" FROM "Approvals" a JOIN "MoneyActs" m ON m."ApprovalNumber" = a."Number"
            WHERE (a."State" = 'Approved') <> (m."State" = 'Agreed') OR (a."State" = 'Proposed') <> (m."State" = 'Asked')
            """,
        $"""
            SELECT 'exception ' || e."Id" || ' was given to a merchant by no act' AS "Value" FROM "ExceptionItems" e
            WHERE e."ResolvedUtc" IS NOT NULL AND e."Kind" IN ('UnknownMerchant', 'UnknownPayment', 'RefundAbovePayment', 'UnknownMovement')
              AND NOT (e."ResolvedBy" = 'bills' AND e."ResolvedWhy" IN (' payment-arrived', ' payment-assigned'))
              AND NOT (e."ResolvedWhy" = ' gateway-account' AND EXISTS (SELECT 1 FROM "GatewayAccounts" g
                  WHERE g."Id" = e."GatewayAccountId" AND g."MerchantId" IS NOT NULL))
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m
                  WHERE m."Kind" = 'exception-assign' AND m."TargetId" = e."Id" AND m."State" IN ('Alone', 'Agreed'))
            """,
        $"""
            SELECT 'number ' || g."MerchantNo" || ' got an owner by no act' AS "Value" FROM "GatewayAccounts" g
            WHERE g."MerchantId" IS NOT NULL
              AND EXISTS (SELECT 1 FROM "ExceptionItems" e WHERE e."GatewayAccountId" = g."Id" AND e."Kind" = 'UnknownMerchant')
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m
                  WHERE m."Kind" = 'gateway-account' AND m."TargetId" = g."Id" AND m."State" IN ('Alone', 'Agreed'))
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m JOIN "ExceptionItems" i ON i."Id" = m."TargetId" AND i."GatewayAccountId" = g."Id"
                  WHERE m."Kind" = 'exception-assign' AND m."Whole" AND m."State" IN ('Alone', 'Agreed'))
            """,
        $"""
            SELECT 'bill ' || b."Id" || ' was accepted by no act' AS "Value" FROM "Bills" b
            WHERE b."DecidedBy" IS NOT NULL AND b."State" IN ('Posting', 'Posted')
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m
                  WHERE m."Kind" = 'bill-accept' AND m."TargetId" = b."Id" AND m."State" IN ('Alone', 'Agreed'))
            """,
        $"""
            SELECT 'bank statement ' || s."Id" || ' was accepted by no act' AS "Value" FROM "BankStatements" s
            WHERE s."DecidedBy" IS NOT NULL AND s."State" IN ('Posting', 'Posted')
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m
                  WHERE m."Kind" = 'bank-statement' AND m."TargetId" = s."Id" AND m."State" IN ('Alone', 'Agreed'))
            """,
        $"""
            SELECT 'stop ' || h."Id" || ' of payouts was lifted by no act' AS "Value" FROM "PayoutHolds" h
            WHERE h."ReleasedUtc" IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM "MoneyActs" m
                  WHERE m."Kind" = 'payout-release' AND m."TargetId" = h."Id" AND m."State" IN ('Alone', 'Agreed'))
            """,
    ];

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        foreach (var disproof in Disproofs)
        {
            if (await db.Disproof(disproof, ct) is { } bad)
            {
                return new ProofResult(Id, false, bad);
            }
        }

        return new ProofResult(Id, true, "every act of money is within what one person may do in a day, or a second one agreed");
    }
}
