using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>The one calendar of a site, for every module whose clocks run on business days; settlement keeps it.</summary>
internal static class Calendars
{
    public static async Task<BusinessCalendar> Calendar(this PortalDb db, CancellationToken ct)
    {
        var days = await db.CalendarDays.AsNoTracking().ToListAsync(ct);
        return new BusinessCalendar(
            days.Where(day => !day.Worked).Select(day => day.Day),
            days.Where(day => day.Worked).Select(day => day.Day)
        );
    }
}
