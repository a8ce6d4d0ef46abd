using Portal.Domain.Calendar;

namespace Portal.Domain.Settlement;

/// <summary>What a statement's figures are worked out from, besides its items.</summary>
internal sealed record ClosingFacts(
    IReadOnlyDictionary<long, int> Counts,
    IReadOnlyDictionary<(long MerchantId, string Currency), Statement> Last,
    IReadOnlyDictionary<long, TermsHistory> Terms,
    IReadOnlyDictionary<long, PayoutHold> Holds,
    BusinessCalendar Calendar
)
{
    public TermsHistory TermsOf(long merchantId) => Terms.GetValueOrDefault(merchantId, TermsHistory.None);
}
