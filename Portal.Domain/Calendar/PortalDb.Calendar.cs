using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
}
