namespace Portal.Domain.Settlement;

public sealed record HoldRow(
    long Id,
    string Reason,
    DateOnly? UntilDay,
    string HeldBy,
    DateTime HeldUtc,
    string? ReleasedBy,
    DateTime? ReleasedUtc,
    string? ReleaseNote,
    bool Holds,
    string? Asked = null
);
