using Portal.Domain.Data;

namespace Portal.Domain.Reports;

public sealed record WorkRow(
    long Id,
    string Kind,
    long RefId,
    WorkState State,
    DateTime DueUtc,
    int Attempts,
    string? LastError,
    long Progress,
    long Total,
    DateTime CreatedUtc,
    DateTime? FinishedUtc
);
