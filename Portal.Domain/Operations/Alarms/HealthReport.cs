using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

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
