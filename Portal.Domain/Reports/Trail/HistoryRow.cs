using Portal.Domain.Data;

namespace Portal.Domain.Reports;

/// <summary>One line of an object's history.</summary>
public sealed record HistoryRow(
    long Sequence,
    DateTime AtUtc,
    HistoryActor By,
    string? Who,
    string Action,
    AuditOutcome Outcome,
    string? Before,
    string? After,
    string? Why
);
