namespace Portal.Domain.Operations;

/// <summary>Everything the health page and a monitor are told, without a name or a number of anybody.</summary>
public sealed record HealthReport(
    AlarmState State,
    IReadOnlyList<AlarmCheck> Checks,
    LastProof? Proof,
    long DatabaseBytes,
    long DiskFreeBytes,
    long DiskBytes,
    int WorkWaiting,
    int MailsWaiting,
    DateTime AtUtc
);
