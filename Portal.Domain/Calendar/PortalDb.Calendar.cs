using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
}
