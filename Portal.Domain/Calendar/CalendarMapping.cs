using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Calendar;

internal static class CalendarMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<CalendarDay>(day =>
        {
            day.ToTable("CalendarDays");
            day.HasKey(row => row.Day);
            day.Property(row => row.Name).HasMaxLength(CalendarDay.NameMax);
        });
}
