using Portal.Domain.Identity;

namespace Portal.Domain.Reports;

/// <summary>Whose history may be read with which permit: the one that opens the object's page.</summary>
internal static class HistoryRules
{
    /// <summary>Facts of a record that its organisation is not told.</summary>
    public static readonly string[] Internal = ["Risk", "Reasons"];

    /// <summary>Steps inside the platform: a decision is nobody's before it is effective.</summary>
    public static readonly string[] InternalActions =
    [
        "certification.decided",
        "certification.decision-undone",
        "certification.decision-refused",
        "certification.line-answered",
        "certification.field-read",
        "certification.claimed",
        "certification.released",
    ];

    /// <summary>For people of the organisation; null: not a thing of theirs.</summary>
    public static Permit? MemberPermit(string kind) =>
        kind switch
        {
            "account" => Permit.ViewAccounts,
            "case" => Permit.ViewCertification,
            "message" => Permit.ViewMessages,
            "payment" => Permit.ViewPayments,
            "statement" or "payout" => Permit.ViewStatements,
            "merchant" => Permit.ViewMerchant,
            _ => null,
        };

    /// <summary>For the operator's staff; null: it has no page.</summary>
    public static Permit? StaffPermit(string kind) =>
        kind switch
        {
            "case" => Permit.ViewCases,
            "bill" => Permit.ViewBills,
            "fee-rule" or "vat-rate" => Permit.ViewFees,
            "settlement-run" or "settlement-terms" or "payout-hold" or "adjustment" => Permit.ViewSettlements,
            "calendar" => Permit.ViewCalendar,
            "gateway-account" => Permit.ViewBills,
            "payout-batch" or "bank-statement" or "bank-file" or "operator-account" => Permit.ViewPayouts,
            "recon" => Permit.ViewReconciliation,
            _ => MemberPermit(kind),
        };
}
