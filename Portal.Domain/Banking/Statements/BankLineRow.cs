namespace Portal.Domain.Banking;

public sealed record BankLineRow(
    long Id,
    DateOnly BookDay,
    long AmountMinor,
    string Currency,
    BankLineKind Kind,
    string? Counterparty,
    string? Text,
    string Reference,
    long? EntryId
);
