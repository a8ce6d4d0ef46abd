namespace Portal.Domain.Payments;

public enum BillStatus
{
    /// <summary>Whole; being posted in slices. The command waits for the end and says Posted.</summary>
    Posting,
    Posted,
    AlreadyImported,
    Held,
    Refused,
}

/// <summary>What an import came to. A refused bill has errors and no id: nothing of it is stored.</summary>
public sealed record BillReceipt(
    BillStatus Status,
    long? BillId,
    BillTotals Totals,
    int Suspense,
    HeldReason? Held,
    IReadOnlyList<BillDifference> Differences,
    IReadOnlyList<BillProblem> Errors,
    int ErrorCount
)
{
    public string Format { get; init; } = BillFormats.WechatTrade;
    public string Currency { get; init; } = "CNY";
    public int Movements { get; init; }

    /// <summary>What stopped nothing and should be known: rows listed and not posted, characters shown as signs.</summary>
    public BillNotes Notes { get; init; } = BillNotes.None;

    /// <summary>What a revision would change.</summary>
    public BillChanges? Changes { get; init; }

    /// <summary>How a bill stands, in the shape of a receipt.</summary>
    internal static BillReceipt Of(Bill bill, BillStatus status) =>
        new(
            status,
            bill.Id,
            new BillTotals(
                bill.Payments,
                bill.Refunds,
                bill.GrossMinor,
                bill.RefundMinor,
                bill.FeeMinor,
                bill.FeeReturnedMinor,
                bill.GrossMinor,
                bill.RefundMinor,
                0
            )
            {
                ShareMinor = bill.ShareMinor,
            },
            bill.SuspenseRows,
            bill.Held,
            bill.Differences,
            [],
            0
        )
        {
            Format = bill.Format,
            Currency = bill.Currency,
            Movements = bill.Movements,
            Changes = bill.Changes,
            Notes = bill.Notes,
        };
}
