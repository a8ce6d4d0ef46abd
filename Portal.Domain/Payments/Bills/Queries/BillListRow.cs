namespace Portal.Domain.Payments;

public sealed record BillListRow(
    long Id,
    string FileName,
    string Provider,
    string? MerchantNo,
    BillKind Kind,
    bool Legacy,
    DateOnly? BillDay,
    BillState State,
    HeldReason? Held,
    int Rows,
    int DoneRows,
    int SuspenseRows,
    long GrossMinor,
    long RefundMinor,
    string ImportedBy,
    DateTime ReceivedUtc,
    string Format,
    string Currency,
    int Movements
);
