using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

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
