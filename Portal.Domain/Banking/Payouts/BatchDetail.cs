using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

public sealed record BatchDetail(
    BatchRow Batch,
    string? ApprovedBy,
    DateTime? ApprovedUtc,
    DateTime? WrittenUtc,
    DateTime? SentUtc,
    string? Sha256,
    string? Approval,
    IReadOnlyList<PayoutRow> Payouts,
    IReadOnlyList<TransferRow> Transfers
);
