namespace Portal.Domain.Banking;

public sealed record BatchDetail(
    BatchRow Batch,
    string? ApprovedBy,
    DateTime? ApprovedUtc,
    DateTime? WrittenUtc,
    DateTime? SentUtc,
    string? Sha256,
    string? Approval,
    IReadOnlyList<PayoutRow> Payouts,
    IReadOnlyList<TransferRow> Transfers
);
