using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

public sealed record TransferRow(
    string EndToEndId,
    string Payout,
    string Payee,
    string BankCode,
    string Last4,
    long AmountMinor,
    string Currency,
    TransferState State,
    string? BankStatus,
    string? Reason,
    string? ReasonText,
    DateTime ChangedUtc,
    string? Asked = null
);
