using System.Globalization;

namespace Portal.Domain.Ledger;

public enum LedgerKind
{
    Asset,
    Liability,
    Revenue,
    Expense,
    Equity,
}

/// <summary>
/// The name of a ledger account (docs/chart-of-accounts.md), in the form plain-text accounting tools read. A debit is positive, a credit
/// negative; so a merchant's balance owed to them is negative in the books and shown with the sign turned.
/// </summary>
internal readonly record struct LedgerCode(string Value)
{
    /// <summary>What a payment gateway owes us: collected, not yet on our bank account.</summary>
    public static LedgerCode Gateway(string provider) => Of(LedgerRole.Gateway, provider);

    public static LedgerCode Bank { get; } = BankAccount("main");

    /// <summary>One of our own bank accounts, by the short name it was added under.</summary>
    public static LedgerCode BankAccount(string name) => Of(LedgerRole.Bank, name);

    /// <summary>Payouts sent, not yet confirmed by the bank.</summary>
    public static LedgerCode InTransit { get; } = Of(LedgerRole.InTransit);

    /// <summary>Withdrawn from gateways, not yet seen on our bank account.</summary>
    public static LedgerCode InTransitGateway { get; } = Of(LedgerRole.InTransitGateway);

    /// <summary>Collected for a merchant, not yet settled.</summary>
    public static LedgerCode MerchantPending(long merchantId) => Of(LedgerRole.MerchantPending, merchantId);

    /// <summary>Settled and owed to a merchant: what payouts draw on.</summary>
    public static LedgerCode MerchantAvailable(long merchantId) => Of(LedgerRole.MerchantAvailable, merchantId);

    /// <summary>Decided to be paid out, not yet sent.</summary>
    public static LedgerCode MerchantPayable(long merchantId) => Of(LedgerRole.MerchantPayable, merchantId);

    /// <summary>Held back for a merchant.</summary>
    public static LedgerCode MerchantReserve(long merchantId) => Of(LedgerRole.MerchantReserve, merchantId);

    public static LedgerCode PaymentFeeRevenue { get; } = Of(LedgerRole.PaymentFeeRevenue);
    public static LedgerCode CertificationFeeRevenue { get; } = Of(LedgerRole.CertificationFeeRevenue);

    /// <summary>Fees for refunds' work, for payouts and for months.</summary>
    public static LedgerCode RefundFeeRevenue { get; } = Of(LedgerRole.RefundFeeRevenue);
    public static LedgerCode PayoutFeeRevenue { get; } = Of(LedgerRole.PayoutFeeRevenue);
    public static LedgerCode MonthlyFeeRevenue { get; } = Of(LedgerRole.MonthlyFeeRevenue);

    /// <summary>Fees we forwent: the fee is booked as revenue and the waiver against it, so that its cost can be read.</summary>
    public static LedgerCode FeeWaivers { get; } = Of(LedgerRole.FeeWaivers);

    /// <summary>What we gave to or took from merchants by hand, agreed by two people.</summary>
    public static LedgerCode Adjustments { get; } = Of(LedgerRole.Adjustments);

    /// <summary>What gateways charge us.</summary>
    public static LedgerCode ChannelFee { get; } = Of(LedgerRole.ChannelFee);

    public static LedgerCode VatOutput { get; } = Of(LedgerRole.VatOutput);

    /// <summary>Money that came in for someone we do not know yet.</summary>
    public static LedgerCode Suspense(string provider) => Of(LedgerRole.Suspense, provider);

    /// <summary>Lines of a bank statement that nobody could place yet.</summary>
    public static LedgerCode BankSuspense { get; } = Of(LedgerRole.BankSuspense);

    /// <summary>What the bank charges us.</summary>
    public static LedgerCode BankFee { get; } = Of(LedgerRole.BankFee);

    /// <summary>What stood on our bank accounts before Portal kept the books.</summary>
    public static LedgerCode OpeningBalance { get; } = Of(LedgerRole.OpeningBalance);

    public static LedgerCode CompensationFund { get; } = Of(LedgerRole.CompensationFund);
    public static LedgerCode Rounding { get; } = Of(LedgerRole.Rounding);

    /// <exception cref="Kernel.InvariantViolatedException">I-70: no account of the chart is called so.</exception>
    public LedgerRole Role => LedgerRoles.Of(this);

    public LedgerKind Kind =>
        Value[..Value.IndexOf(':', StringComparison.Ordinal)] switch
        {
            "assets" => LedgerKind.Asset,
            "liabilities" => LedgerKind.Liability,
            "revenue" => LedgerKind.Revenue,
            "expenses" => LedgerKind.Expense,
            "equity" => LedgerKind.Equity,
            var other => throw new InvalidOperationException($"No kind of account begins with {other}."),
        };

    /// <summary>The merchant whose account it is, or null.</summary>
    public long? MerchantId =>
        Value.Split(':') is ["liabilities", "merchant", var id, _] ? long.Parse(id, CultureInfo.InvariantCulture) : null;

    public override string ToString() => Value;

    private static LedgerCode Of(LedgerRole role) => new(LedgerRoles.Shape(role));

    private static LedgerCode Of(LedgerRole role, string whose) => new(LedgerRoles.Before(role) + whose + LedgerRoles.After(role));

    private static LedgerCode Of(LedgerRole role, long id) => Of(role, id.ToString(CultureInfo.InvariantCulture));
}
