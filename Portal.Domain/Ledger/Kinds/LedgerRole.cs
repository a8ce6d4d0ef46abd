namespace Portal.Domain.Ledger;

/// <summary>What an account is for. Many accounts may have one role: each merchant has their own that is pending.</summary>
public enum LedgerRole
{
    Gateway,
    Bank,
    InTransitGateway,
    InTransit,
    MerchantPending,
    MerchantAvailable,
    MerchantPayable,
    Suspense,
    BankSuspense,
    MerchantReserve,
    VatOutput,
    CompensationFund,
    PaymentFeeRevenue,
    RefundFeeRevenue,
    PayoutFeeRevenue,
    MonthlyFeeRevenue,
    CertificationFeeRevenue,
    BankFee,
    FeeWaivers,
    Adjustments,
    ChannelFee,
    OpeningBalance,
    Rounding,
}
