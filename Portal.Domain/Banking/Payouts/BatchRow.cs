namespace Portal.Domain.Banking;

public sealed record BatchRow(
    long Id,
    string Number,
    BatchState State,
    string Account,
    DateOnly ExecutionDay,
    int Payouts,
    long TotalMinor,
    string Currency,
    string MadeBy,
    DateTime MadeUtc
);
