namespace Portal.Domain.Ledger;

/// <summary>
/// The one place where the names of ledger accounts are written (docs/chart-of-accounts.md). A role of many accounts has one hole, in angle
/// brackets, for whose it is.
/// </summary>
public static class LedgerRoles
{
    public static IReadOnlyList<LedgerRole> All { get; } = Enum.GetValues<LedgerRole>();

    private static readonly Dictionary<string, LedgerRole> Single = All.Where(role => !IsOfMany(role))
        .ToDictionary(Shape, StringComparer.Ordinal);

    private static readonly (LedgerRole Role, string Before, string After)[] Many =
    [
        .. All.Where(IsOfMany).Select(role => (role, Before(role), After(role))),
    ];

    public static string Shape(LedgerRole role) =>
        role switch
        {
            LedgerRole.Gateway => "assets:gateway:<provider>",
            LedgerRole.Bank => "assets:bank:<name>",
            LedgerRole.InTransitGateway => "assets:in-transit:gateway",
            LedgerRole.InTransit => "assets:in-transit",
            LedgerRole.MerchantPending => "liabilities:merchant:<id>:pending",
            LedgerRole.MerchantAvailable => "liabilities:merchant:<id>:available",
            LedgerRole.MerchantPayable => "liabilities:merchant:<id>:payable",
            LedgerRole.Suspense => "liabilities:suspense:<provider>",
            LedgerRole.BankSuspense => "liabilities:suspense:bank",
            LedgerRole.MerchantReserve => "liabilities:merchant:<id>:reserve",
            LedgerRole.VatOutput => "liabilities:vat-output",
            LedgerRole.CompensationFund => "liabilities:compensation-fund",
            LedgerRole.PaymentFeeRevenue => "revenue:payment-fee",
            LedgerRole.RefundFeeRevenue => "revenue:refund-fee",
            LedgerRole.PayoutFeeRevenue => "revenue:payout-fee",
            LedgerRole.MonthlyFeeRevenue => "revenue:monthly-fee",
            LedgerRole.CertificationFeeRevenue => "revenue:certification-fee",
            LedgerRole.BankFee => "expenses:bank-fee",
            LedgerRole.FeeWaivers => "expenses:fee-waivers",
            LedgerRole.Adjustments => "expenses:adjustments",
            LedgerRole.ChannelFee => "expenses:channel-fee",
            LedgerRole.OpeningBalance => "equity:opening",
            LedgerRole.Rounding => "equity:rounding",
        };

    /// <summary>The name up to its hole, or all of it.</summary>
    public static string Before(LedgerRole role) => Shape(role).Split('<')[0];

    /// <summary>The name behind its hole; empty where there is none.</summary>
    public static string After(LedgerRole role) => Shape(role).Split('>') is [_, var after] ? after : string.Empty;

    /// <summary>All accounts of a role, in the words of the ledger's search field: its name with room for whose they are.</summary>
    public static string Search(LedgerRole role) => IsOfMany(role) ? Before(role) + " " + After(role) : Shape(role);

    /// <summary>The role whose accounts a search asks for; null when it asks for something else.</summary>
    public static LedgerRole? Searched(string search) =>
        All.Where(role => IsOfMany(role) && string.Equals(Search(role).Trim(), search.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(role => (LedgerRole?)role)
            .FirstOrDefault();

    public static bool IsOfMany(LedgerRole role) => Shape(role).Contains('<', StringComparison.Ordinal);

    /// <exception cref="Kernel.InvariantViolatedException">I-70: no account of the catalogue is called so.</exception>
    internal static LedgerRole Of(LedgerCode code)
    {
        if (Single.TryGetValue(code.Value, out var role))
        {
            return role;
        }

        foreach (var (many, before, after) in Many)
        {
            if (
                code.Value.Length > before.Length + after.Length
                && code.Value.StartsWith(before, StringComparison.Ordinal)
                && code.Value.EndsWith(after, StringComparison.Ordinal)
            )
            {
                return many;
            }
        }

        throw new Kernel.InvariantViolatedException("I-70", $"{code} is no account of the chart");
    }
}
