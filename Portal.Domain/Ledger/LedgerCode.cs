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
public readonly record struct LedgerCode(string Value)
{
    /// <summary>What a payment gateway owes us: collected, not yet on our bank account.</summary>
    public static LedgerCode Gateway(string provider) => new($"assets:gateway:{provider}");

    public static LedgerCode Bank { get; } = BankAccount("main");

    /// <summary>One of our own bank accounts, by the short name it was added under.</summary>
    public static LedgerCode BankAccount(string name) => new($"assets:bank:{name}");

    /// <summary>Payouts sent, not yet confirmed by the bank.</summary>
    public static LedgerCode InTransit { get; } = new("assets:in-transit");

    /// <summary>Withdrawn from gateways, not yet seen on our bank account.</summary>
    public static LedgerCode InTransitGateway { get; } = new("assets:in-transit:gateway");

    /// <summary>Collected for a merchant, not yet settled.</summary>
    public static LedgerCode MerchantPending(long merchantId) => Merchant(merchantId, "pending");

    /// <summary>Settled and owed to a merchant: what payouts draw on.</summary>
    public static LedgerCode MerchantAvailable(long merchantId) => Merchant(merchantId, "available");

    /// <summary>Decided to be paid out, not yet sent.</summary>
    public static LedgerCode MerchantPayable(long merchantId) => Merchant(merchantId, "payable");

    /// <summary>Held back for a merchant.</summary>
    public static LedgerCode MerchantReserve(long merchantId) => Merchant(merchantId, "reserve");

    public static LedgerCode PaymentFeeRevenue { get; } = new("revenue:payment-fee");
    public static LedgerCode CertificationFeeRevenue { get; } = new("revenue:certification-fee");

    /// <summary>Fees for refunds' work, for payouts and for months.</summary>
    public static LedgerCode RefundFeeRevenue { get; } = new("revenue:refund-fee");
    public static LedgerCode PayoutFeeRevenue { get; } = new("revenue:payout-fee");
    public static LedgerCode MonthlyFeeRevenue { get; } = new("revenue:monthly-fee");

    /// <summary>Fees we forwent: the fee is booked as revenue and the waiver against it, so that its cost can be read.</summary>
    /// <summary>The kind of entry that waives a certification fee.</summary>
    public const string CertificationWaiverKind = "certification-waiver";

    public static LedgerCode FeeWaivers { get; } = new("expenses:fee-waivers");

    /// <summary>What we gave to or took from merchants by hand, agreed by two people.</summary>
    public static LedgerCode Adjustments { get; } = new("expenses:adjustments");

    /// <summary>What gateways charge us.</summary>
    public static LedgerCode ChannelFee { get; } = new("expenses:channel-fee");

    public static LedgerCode VatOutput { get; } = new("liabilities:vat-output");

    /// <summary>Money that came in for someone we do not know yet.</summary>
    public static LedgerCode Suspense(string provider) => new($"liabilities:suspense:{provider}");

    /// <summary>Lines of a bank statement that nobody could place yet.</summary>
    public static LedgerCode BankSuspense { get; } = Suspense("bank");

    /// <summary>What the bank charges us.</summary>
    public static LedgerCode BankFee { get; } = new("expenses:bank-fee");

    /// <summary>What stood on our bank accounts before Portal kept the books.</summary>
    public static LedgerCode OpeningBalance { get; } = new("equity:opening");

    public static LedgerCode CompensationFund { get; } = new("liabilities:compensation-fund");
    public static LedgerCode Rounding { get; } = new("equity:rounding");

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

    private static LedgerCode Merchant(long id, string part) =>
        new(string.Create(CultureInfo.InvariantCulture, $"liabilities:merchant:{id}:{part}"));
}
