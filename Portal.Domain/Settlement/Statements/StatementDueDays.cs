using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>A statement's due day is worked out once, when it closes, and never again.</summary>
internal sealed class StatementDueDays : IDaysInUse
{
    public Task<DateOnly?> LastDecided(PortalDb db, DateOnly since, CancellationToken ct) =>
        db.Statements.Where(row => row.PeriodTo >= since).MaxAsync(row => (DateOnly?)row.DueDay, ct);
}
