using System.Globalization;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Routes;

/// <summary>Addresses of payments, statements, finance and administration.</summary>
public static partial class Urls
{
    public const string FinanceBills = "/finance/bills";
    public const string FinanceBillUpload = "/finance/bills/upload";
    public const string FinanceBillMappings = "/finance/bills/mappings";
    public const string FinanceExceptions = "/finance/exceptions";
    public const string FinanceGatewayAccounts = "/finance/gateway-accounts";
    public const string FinanceFees = "/finance/fees";
    public const string FinanceStatements = "/finance/statements";
    public const string FinanceRuns = "/finance/runs";
    public const string FinanceLedger = "/finance/ledger";
    public const string AdminPeople = "/admin/people";
    public const string AdminMerchants = "/admin/merchants";
    public const string AdminJobs = "/admin/jobs";
    public const string AdminAudit = "/admin/audit";
    public const string JobsDashboard = "/admin/hangfire";

    public const string FinanceNewFeeRule = "/finance/fees?new=1";

    public const string FinanceWhatIfs = "/finance/fees/what-if";

    public static string FinanceWhatIf(long id) => string.Create(CultureInfo.InvariantCulture, $"/finance/fees/what-if/{id}");

    public static string FinanceWhatIfFile(long id) => string.Create(CultureInfo.InvariantCulture, $"/finance/fees/what-if/{id}/file.csv");

    public static string MerchantFees(string slug) => $"/m/{slug}/fees";

    /// <summary>A new proposal filled from an approval (AP-…) or a rule (FR-…).</summary>
    public static string FinanceFeeCopy(string number) => $"/finance/fees?copy={Uri.EscapeDataString(number)}";

    public static string FinanceNewFeeVersion(long id) => string.Create(CultureInfo.InvariantCulture, $"/finance/fees?replace={id}");

    public static string Overview(string slug, string? period) => period is null ? $"/m/{slug}" : $"/m/{slug}?period={period}";

    public static string Payments(string slug) => $"/m/{slug}/payments";

    public static string Payment(string slug, string transactionId) => $"/m/{slug}/payments/{Uri.EscapeDataString(transactionId)}";

    public static string Settlements(string slug) => $"/m/{slug}/settlements";

    public static string Statement(string slug, string number) => $"/m/{slug}/settlements/{number}";

    /// <summary>The rows behind a figure of a statement: some kinds of line (none named: all), of one day when it is given.</summary>
    public static string StatementItems(string slug, string number, IEnumerable<LineKind> kinds, DateOnly? day = null) =>
        $"/m/{slug}/settlements/{number}/items"
        + Query(("of", string.Join('.', kinds) is { Length: > 0 } named ? named : null), ("day", day));

    public static string StatementPrint(string slug, string number) => $"/m/{slug}/settlements/{number}/print";

    public static string StatementFile(string slug, string number, string format) => $"/m/{slug}/settlements/{number}/file.{format}";

    public static string FinanceBill(long id) => string.Create(CultureInfo.InvariantCulture, $"/finance/bills/{id}");

    public const string FinanceTerms = "/finance/terms";
    public const string FinanceAdjustments = "/finance/adjustments";
    public const string FinanceNewAdjustment = "/finance/adjustments?new=1";
    public const string FinanceCalendar = "/finance/calendar";
    public const string FinanceVat = "/finance/vat";
    public const string FinanceVatRates = "/finance/vat/rates";
    public const string FinanceNewVatRate = "/finance/vat/rates?new=1";

    /// <summary>The VAT of a calendar month.</summary>
    public static string FinanceVatOf(DateOnly month) => $"{FinanceVat}?month={month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    public static string FinanceTermsOf(string slug) => $"/finance/terms/{slug}";

    public static string FinanceCalendarOf(int year) => string.Create(CultureInfo.InvariantCulture, $"/finance/calendar?year={year}");

    public static string FinanceRun(DateOnly through) => $"/finance/runs/{Iso(through)}";

    public static string FinanceStatementsOf(DateOnly day) => $"/finance/statements?day={Iso(day)}";

    /// <summary>Those that the run through a day closed: whatever their own last day is.</summary>
    public static string FinanceStatementsOfRun(DateOnly through) => $"/finance/statements?run={Iso(through)}";

    public static string FinanceLedgerAccount(long id, DateOnly? from = null, DateOnly? to = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/finance/ledger/{id}") + Query(("from", from), ("to", to));

    public static string FinanceLedgerOf(string? search, DateOnly? day, TimeOnly? time) =>
        FinanceLedger + Query(("q", string.IsNullOrEmpty(search) ? null : search), ("day", day), ("time", day is null ? null : time));

    public static string BooksFile(string file, DateOnly? from, DateOnly? to) =>
        $"/finance/ledger/file/{file}" + Query(("from", from), ("to", to));

    private static string Query(params (string Name, object? Value)[] parts)
    {
        var given = parts
            .Where(part => part.Value is not null)
            .Select(part =>
                part.Value switch
                {
                    DateOnly day => $"{part.Name}={Iso(day)}",
                    TimeOnly time => $"{part.Name}={time.ToString("HH\\:mm", CultureInfo.InvariantCulture)}",
                    var text => $"{part.Name}={Uri.EscapeDataString((string)text!)}",
                }
            )
            .ToList();
        return given.Count == 0 ? string.Empty : "?" + string.Join('&', given);
    }

    public static string FinanceLedgerEntry(long id) => string.Create(CultureInfo.InvariantCulture, $"/finance/ledger/entries/{id}");

    /// <summary>A day as addresses carry it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
