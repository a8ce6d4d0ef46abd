namespace Portal.Domain.Banking;

public sealed record TransferRow(
    string EndToEndId,
    string Payout,
    string Payee,
    string BankCode,
    string Last4,
    long AmountMinor,
    string Currency,
    TransferState State,
    string? BankStatus,
    string? Reason,
    string? ReasonText,
    DateTime ChangedUtc,
    string? Asked = null
);
