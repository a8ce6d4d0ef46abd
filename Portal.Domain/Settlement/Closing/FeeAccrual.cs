using Portal.Domain.Fees;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>Every fee that is due by now: of payments and refunds, of payouts, of months.</summary>
internal sealed class FeeAccrual(BillFees bills, PayoutFees payouts, MonthlyFees months)
{
    /// <summary>Runs until nothing is undecided; returns how much was.</summary>
    internal async Task<int> RunAll(CancellationToken ct) => await bills.RunAll(ct) + await payouts.RunAll(ct) + await months.RunAll(ct);
}
