using Portal.Domain.Kernel;
using static Portal.Domain.Ledger.LedgerRole;

namespace Portal.Domain.Ledger;

/// <summary>
/// The catalogue of entry kinds, one row a kind (docs/chart-of-accounts.md says the same, and a test compares). Statements, what a figure
/// opens, labels, sources and proofs read it; an entry that is not as its row says cannot be posted (I-70).
/// </summary>
internal static class EntryKinds
{
    private static readonly LedgerRole[] Pending = [MerchantPending];
    private static readonly LedgerRole[] Waivers = [FeeWaivers];
    private static readonly LedgerRole[] Channel = [LedgerRole.ChannelFee];
    private static readonly LedgerRole[] Gateways = [Gateway];
    private static readonly LedgerRole[] Fees =
    [
        PaymentFeeRevenue,
        RefundFeeRevenue,
        PayoutFeeRevenue,
        MonthlyFeeRevenue,
        CertificationFeeRevenue,
        FeeWaivers,
    ];

    private static readonly EntryKey Sliced = new("bill:<bill>:<row>:<day>:<merchant>", EntryPage.Bill);
    private static readonly EntryKey ChannelSliced = new("bill:<bill>:<row>:<day>", EntryPage.Bill, ":channel-fee");

    // The second where a gateway's name of it is too long for a key.
    private static readonly EntryKey[] Moved = [new("movement:<provider>:<number>:<movement>"), new("movement:<bill>:<line>")];
    private static readonly EntryKey HandlingFee = new("refund-fee:<bill>:<item>:<day>:<merchant>:<currency>", EntryPage.Bill);
    private static readonly EntryKey PaidFee = new("payout-fee:<statement>", EntryPage.Statement);
    private static readonly EntryKey MonthsFee = new("monthly-fee:<merchant>:<month>:<currency>");
    private static readonly EntryKey BadgeFee = new("certification-fee:<case>:<attempt>", EntryPage.Case);

    public static IReadOnlyList<EntryKindRow> All { get; } = [.. Enum.GetValues<EntryKind>().Select(Row)];

    private static readonly Dictionary<string, EntryKindRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static EntryKindRow Of(EntryKind kind) =>
        Enum.IsDefined(kind) ? All[(int)kind] : throw new InvariantViolatedException("I-70", $"{kind} is no kind of entry");

    /// <summary>The row of a stored name.</summary>
    /// <exception cref="InvariantViolatedException">I-70: nobody may guess what such an entry is.</exception>
    public static EntryKindRow Of(string name) => Find(name) ?? throw new InvariantViolatedException("I-70", $"{name} is no kind of entry");

    public static EntryKindRow? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>As what an entry on a pending account stands on the merchant's statement.</summary>
    /// <exception cref="InvariantViolatedException">I-70: it is of no kind, or of one that no statement shows.</exception>
    public static LineKind LineOf(string name) =>
        Of(name).Line ?? throw new InvariantViolatedException("I-70", $"{name} stands on no statement");

    private static EntryKindRow Row(EntryKind kind) =>
        kind switch
        {
            EntryKind.Payment => new(
                kind,
                "payment",
                [Gateway, Suspense],
                [MerchantPending, Suspense],
                [Sliced, new("suspense-out:payment:<id>")],
                LineKind.Payment
            ),
            EntryKind.Refund => new(
                kind,
                "refund",
                [MerchantPending, Suspense],
                [Gateway, Suspense],
                [Sliced, new("suspense-out:refund:<id>")],
                LineKind.Refund
            ),
            EntryKind.ChannelFee => new(kind, "channel-fee", Channel, Gateways, [ChannelSliced, .. Moved], null) { EitherWay = true },
            EntryKind.ChannelFeeReturn => new(kind, "channel-fee-return", Gateways, Channel, [ChannelSliced], null) { EitherWay = true },
            EntryKind.Fee => new(kind, "fee", Pending, [PaymentFeeRevenue], [OfBill("fee")], LineKind.Fee),
            EntryKind.FeeReturn => new(kind, "fee-return", [PaymentFeeRevenue], Pending, [OfBill("fee-return")], LineKind.FeeReturn),
            EntryKind.FeeWaiver => new(kind, "fee-waiver", Waivers, Pending, [OfBill("fee-waiver")], LineKind.FeeWaiver),
            EntryKind.FeeWaiverReturn => new(
                kind,
                "fee-waiver-return",
                Pending,
                Waivers,
                [OfBill("fee-waiver-return")],
                LineKind.FeeWaiver
            ),
            EntryKind.RefundFee => new(kind, "refund-fee", Pending, [RefundFeeRevenue], [HandlingFee], LineKind.RefundFee),
            EntryKind.PayoutFee => new(kind, "payout-fee", Pending, [PayoutFeeRevenue], [PaidFee], LineKind.PayoutFee),
            EntryKind.MonthlyFee => new(kind, "monthly-fee", Pending, [MonthlyFeeRevenue], [MonthsFee], LineKind.MonthlyFee),
            EntryKind.ServiceFeeWaiver => new(
                kind,
                "service-fee-waiver",
                Waivers,
                Pending,
                [Waived(HandlingFee), Waived(PaidFee), Waived(MonthsFee)],
                LineKind.FeeWaiver
            ),
            EntryKind.CertificationFee => new(
                kind,
                "certification-fee",
                Pending,
                [CertificationFeeRevenue],
                [BadgeFee],
                LineKind.CertificationFee
            ),
            EntryKind.CertificationWaiver => new(kind, "certification-waiver", Waivers, Pending, [Waived(BadgeFee)], LineKind.FeeWaiver),
            EntryKind.Vat => new(kind, "vat", Fees, [VatOutput], [new("vat:<statement>:<line>", EntryPage.Statement)], null)
            {
                EitherWay = true,
            },
            EntryKind.ReserveHold => new(
                kind,
                "reserve-hold",
                Pending,
                [MerchantReserve],
                [new("reserve-hold:<merchant>:<currency>:<day>", EntryPage.Period)],
                LineKind.ReserveHold
            ),
            EntryKind.ReserveRelease => new(
                kind,
                "reserve-release",
                [MerchantReserve],
                Pending,
                [new("reserve-release:<bucket>")],
                LineKind.ReserveRelease
            ),
            EntryKind.Adjustment => new(
                kind,
                "adjustment",
                [Adjustments, CompensationFund, PaymentFeeRevenue],
                Pending,
                [new("adjustment:<number>", EntryPage.Adjustment)],
                LineKind.Adjustment
            )
            {
                EitherWay = true,
            },
            EntryKind.Settlement => new(
                kind,
                "settlement",
                Pending,
                [MerchantAvailable],
                [new("settle:<merchant>:<currency>:<day>", EntryPage.Period)],
                null
            )
            {
                EitherWay = true,
            },
            EntryKind.PayoutProposed => new(
                kind,
                "payout-proposed",
                [MerchantAvailable],
                [MerchantPayable],
                [new("payout:<merchant>:<currency>:<day>:<attempt>", EntryPage.Period)],
                null
            ),
            EntryKind.PayoutOut => new(
                kind,
                "payout-out",
                [MerchantPayable],
                [InTransit],
                [new("payout-out:<reference>", EntryPage.Payout)],
                null
            ),
            EntryKind.PayoutFailed => new(
                kind,
                "payout-failed",
                [InTransit],
                [MerchantPayable],
                [new("payout-failed:<reference>", EntryPage.Payout)],
                null
            ),
            EntryKind.GatewayWithdrawal => new(kind, "gateway-withdrawal", [InTransitGateway], Gateways, Moved, null) { EitherWay = true },
            EntryKind.GatewayTopup => new(kind, "gateway-topup", Gateways, [InTransitGateway], Moved, null) { EitherWay = true },
            EntryKind.GatewayMovement => new(kind, "gateway-movement", Gateways, [Suspense], Moved, null) { EitherWay = true },
            // What a gateway moved for reasons of its own is no sale: the merchant it belongs to sees it among the adjustments.
            EntryKind.GatewayGiven => new(
                kind,
                "gateway-given",
                [Suspense],
                Pending,
                [new("suspense-out:movement:<id>")],
                LineKind.Adjustment
            )
            {
                EitherWay = true,
            },
            EntryKind.BankOpening => new(kind, "bank-opening", [Bank], [OpeningBalance], [new("bank-opening:<name>")], null)
            {
                EitherWay = true,
            },
            EntryKind.BankLine => new(
                kind,
                "bank-line",
                [Bank, InTransit, BankFee, BankSuspense],
                [Bank, MerchantPayable, InTransitGateway, BankSuspense],
                [new("bank-line:<id>", EntryPage.BankStatement)],
                null
            ),
            EntryKind.BankPlaced => new(
                kind,
                "bank-placed",
                [BankSuspense],
                [InTransitGateway, BankFee],
                [new("bank-placed:<id>", EntryPage.BankStatement)],
                null
            )
            {
                EitherWay = true,
            },
            EntryKind.ReconMatch => new(
                kind,
                "recon-match",
                [BankSuspense, InTransit, InTransitGateway, BankFee],
                [BankSuspense, InTransitGateway],
                [new("recon-match:<id>", EntryPage.Approval)],
                null
            ),
            EntryKind.Reversal => new(
                kind,
                "reversal",
                [.. LedgerRoles.All],
                [.. LedgerRoles.All],
                [new("reversal:<entry>")],
                LineKind.Adjustment
            ),
        };

    private static EntryKey OfBill(string name) => new($"{name}:<bill>:<item>:<day>:<merchant>:<currency>", EntryPage.Bill);

    private static EntryKey Waived(EntryKey of) => new(of.Shape, of.Page, ":waiver");
}
