using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Routes;

/// <summary>Addresses of payouts, bank files, bank statements and the reconciliation.</summary>
public static partial class Urls
{
    public const string FinancePayouts = "/finance/payouts";
    public const string FinanceBatches = "/finance/payouts/batches";
    public const string FinanceBankAccounts = "/finance/bank-accounts";
    public const string FinanceBankStatements = "/finance/bank-statements";
    public const string FinanceReconciliation = "/finance/reconciliation";
    public const string FinanceReconciliationQueue = "/finance/reconciliation/queue";

    /// <summary>The page that matches these open lines by hand.</summary>
    public static string FinanceReconciliationMatch(IEnumerable<long> items, string? search = null)
    {
        var chosen = string.Join(',', items.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var query = string.IsNullOrEmpty(search) ? string.Empty : "&q=" + Uri.EscapeDataString(search);
        return $"{FinanceReconciliation}/match?items={chosen}{query}";
    }

    public static string FinancePayoutsOf(string state) => $"{FinancePayouts}?state={state}";

    public static string FinancePayout(string number) => $"{FinancePayouts}/{number}";

    public static string PayoutBatch(string number) => $"{FinanceBatches}/{number}";

    public static string PayoutBatchFile(string number, string format) => $"{FinanceBatches}/{number}/file.{format}";

    /// <summary>The list of a batch's payees as a file.</summary>
    public static string PayoutBatchPayees(string number) => $"{FinanceBatches}/{number}/payees.csv";

    public static string FinanceBankStatement(long id) => string.Create(CultureInfo.InvariantCulture, $"{FinanceBankStatements}/{id}");

    public static string Payouts(string slug) => $"/m/{slug}/payouts";

    private static long? BankStatementId(string key) => Things.BankStatement.CountOf(key);
}
