namespace Portal.Domain.Banking;

public sealed record BankStatementRow(
    long Id,
    string Account,
    string Reference,
    DateOnly FromDay,
    DateOnly ToDay,
    long OpeningMinor,
    long ClosingMinor,
    string Currency,
    int Lines,
    int KnownLines,
    BankStatementState State,
    bool SequenceGap,
    bool OpeningGap,
    bool ByValueDay,
    long DifferenceMinor,
    BankHeldReason? Held
);
