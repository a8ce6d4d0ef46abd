using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>An account as people see it: the number is its last four digits.</summary>
public sealed record BankAccountRow(
    string Holder,
    bool HolderDiffers,
    string BankCode,
    string Last4,
    string MadeBy,
    DateTime MadeUtc,
    DateTime? InForceUtc,
    DateTime? HoldUntilUtc
);
