using System.Globalization;

namespace Portal.Routes;

/// <summary>Addresses of the trail, of notifications, and of whatever thing a record or notice is about.</summary>
public static partial class Urls
{
    public const string AdminAuditFile = "/admin/audit/file.csv";
    public const string Notifications = "/notifications";
    public const string NotificationPreferences = "/notifications/preferences";

    /// <summary>The same filters as the page, as a file.</summary>
    public static string AuditFile(string query) => AdminAuditFile + query;

    public static string AuditOf(string kind, string key) =>
        $"{AdminAudit}?kind={Uri.EscapeDataString(kind)}&object={Uri.EscapeDataString(key)}";

    /// <summary>The page of a thing by its kind, key and organisation; null when it has none. An account is found by its handle.</summary>
    public static string? Thing(string kind, string key, string? merchant, string? handle = null) =>
        (kind, merchant) switch
        {
            ("account", { } slug) when (handle ?? key) is { } name => Account(slug, name),
            ("certification", { } slug) => Certification(slug, key),
            ("message", { } slug) => Message(slug, key),
            ("payment", { } slug) => Payment(slug, key),
            ("statement", { } slug) => Statement(slug, key),
            ("merchant", { } slug) => Merchant(slug),
            ("case", _) => Case(key),
            ("held-message", _) => HeldMessage(key),
            ("bill", _) when BillId(key) is { } id => FinanceBill(id),
            ("bills", _) => FinanceBills,
            ("fee-rule", _) => FinanceFees,
            ("vat-rate", _) => FinanceVatRates,
            ("exception", _) => FinanceExceptions,
            ("bill-mapping", _) => FinanceBillMappings,
            ("gateway-account", _) => FinanceGatewayAccounts,
            ("settlement-run", _) => FinanceRuns,
            ("settlement-terms", { } slug) => FinanceTermsOf(slug),
            ("payout-hold", { } slug) => Settlements(slug),
            ("adjustment", _) => FinanceAdjustments,
            ("calendar", _) => FinanceCalendar,
            ("payouts", { } slug) => Payouts(slug),
            ("payout", _) => FinancePayout(key),
            ("payout-batch", _) => PayoutBatch(key),
            ("bank-statement", _) when BankStatementId(key) is { } id => FinanceBankStatement(id),
            ("recon", _) => FinanceReconciliationQueue,
            ("bank-file", _) => FinanceBankStatements,
            ("operator-account", _) => FinanceBankAccounts,
            ("work", _) => AdminJobs + "?state=Failed",
            ("proof", _) => Administration,
            ("approval", _) => Approval(key),
            ("members", { } slug) => Members(slug),
            ("bank-account", { } slug) => BankAccount(slug),
            ("sign-in", _) => Security,
            ("health", _) => Administration,
            ("person", _) => Me,
            _ => null,
        };

    private static long? BillId(string key) =>
        key.StartsWith("BL-", StringComparison.Ordinal)
        && long.TryParse(key.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
