using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>
/// One row behind a figure of a statement: a payment, a refund, a fee, what was waived of one, a day's reserve, or an entry that carries none
/// of these. What the merchant gets is positive.
/// </summary>
public sealed record StatementItem(
    long EntryId,
    LineKind Kind,
    DateOnly Day,
    DateTime AtUtc,
    string? Number,
    string? PaymentNo,
    string? RefundNo,
    string? Rule,
    string? Note,
    Money Amount
)
{
    /// <summary>Of a day before the statement's period: it came in after that day was closed.</summary>
    public bool IsLate { get; init; }

    /// <summary>Why an amount was moved by hand.</summary>
    public AdjustmentReason? Reason { get; init; }

    /// <summary>When this part of the reserve goes back.</summary>
    public DateOnly? ReleaseDay { get; init; }
}
