using Portal.Domain.Data;

namespace Portal.Domain.Reports;

public sealed record AuditRow(
    long Sequence,
    DateTime AtUtc,
    string Who,
    string Source,
    string Action,
    AuditThing Thing,
    AuditOutcome Outcome,
    string? Before,
    string? After,
    string? Why,
    string PreviousHash,
    string Hash
);
