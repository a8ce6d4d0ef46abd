using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Tests.Kernel;

public class BusinessCalendarTests
{
    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-02-27", 1, "2026-03-02")]
    [InlineData("2026-02-28", 1, "2026-03-02")]
    [InlineData("2026-03-01", 1, "2026-03-02")]
    [InlineData("2026-11-18", 1, "2026-11-19")]
    [InlineData("2026-11-18", 7, "2026-11-27")]
    [InlineData("2026-11-18", 0, "2026-11-18")]
    public void Day_T_plus_n_is_the_nth_business_day_strictly_after(string day, int count, string expected) =>
        Assert.Equal(Day(expected), BusinessCalendar.WeekdaysOnly.AddBusinessDays(Day(day), count));

    [Fact]
    public void Holidays_are_skipped_and_make_up_days_are_worked()
    {
        var holidays = Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day));
        var calendar = new BusinessCalendar(holidays, [new DateOnly(2026, 10, 10)]);
        Assert.Equal(new DateOnly(2026, 10, 8), calendar.AddBusinessDays(new DateOnly(2026, 9, 30), 1));
        Assert.Equal(new DateOnly(2026, 10, 10), calendar.AddBusinessDays(new DateOnly(2026, 10, 9), 1));
        Assert.False(calendar.IsBusinessDay(new DateOnly(2026, 10, 11)));
    }
}
