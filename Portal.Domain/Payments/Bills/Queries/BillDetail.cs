namespace Portal.Domain.Payments;

/// <summary>
/// A bill with everything a person needs to decide it: both figures of each difference, what a revision would change, and the approval that
/// accepting it waits for.
/// </summary>
public sealed record BillDetail(
    BillListRow Bill,
    int Payments,
    int Refunds,
    long FeeMinor,
    long FeeReturnedMinor,
    long ShareMinor,
    int KnownRows,
    int FailedRows,
    long FileBytes,
    string Sha256,
    IReadOnlyList<BillDifference> Differences,
    BillRevision? Revision,
    DateTime? PostedUtc,
    string? DecidedBy,
    DateTime? DecidedUtc,
    IReadOnlyList<ExceptionRow> Exceptions,
    BillChanges? Changes,
    long? OpeningMinor,
    long? ClosingMinor,
    BillNotes Notes,
    string? Asked = null
);
