using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>
/// One entry on an account; the balance is the period's opening and what the period moved up to and with it, in the order of posting.
/// </summary>
public sealed record AccountEntryRow(
    long EntryId,
    string Kind,
    DateOnly BusinessDay,
    DateTime PostedUtc,
    string? Memo,
    Money Amount,
    Money Balance
);
