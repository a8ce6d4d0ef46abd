using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Calendar;

/// <summary>The one calendar of a site, for every module whose clocks run on business days.</summary>
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
