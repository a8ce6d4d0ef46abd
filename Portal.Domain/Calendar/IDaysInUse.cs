using Portal.Domain.Data;

namespace Portal.Domain.Calendar;

/// <summary>
/// Who works out days by this calendar says how far they have got: those days stay as they are. The calendar asks, and need not know whose
/// days they are.
/// </summary>
internal interface IDaysInUse
{
    /// <summary>The last day worked out for a period that ended on or after <paramref name="since"/>; null when there is none.</summary>
    Task<DateOnly?> LastDecided(PortalDb db, DateOnly since, CancellationToken ct);
}
