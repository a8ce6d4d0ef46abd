using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

public sealed record BankStatementRow(
    long Id,
    string Account,
    string Reference,
    DateOnly FromDay,
    DateOnly ToDay,
    long OpeningMinor,
    long ClosingMinor,
    string Currency,
    int Lines,
    int KnownLines,
    BankStatementState State,
    bool SequenceGap,
    bool OpeningGap,
    bool ByValueDay,
    long DifferenceMinor,
    BankHeldReason? Held
);
