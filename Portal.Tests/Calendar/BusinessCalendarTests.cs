using System.Globalization;
using Portal.Domain.Calendar;
using Portal.Domain.Kernel;

namespace Portal.Tests.Calendar;

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

    [Fact]
    public void Days_are_counted_and_looked_for_by_the_same_rule()
    {
        // A week off, and a Saturday worked for it.
        var calendar = new BusinessCalendar(Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day)), [Day("2026-10-10")]);
        Assert.Equal(Day("2026-09-30"), calendar.OnOrBefore(Day("2026-10-07")));
        Assert.Equal(Day("2026-10-10"), calendar.OnOrBefore(Day("2026-10-11")));
        Assert.Equal(Day("2026-10-12"), calendar.OnOrBefore(Day("2026-10-12")));
        Assert.Equal(3, calendar.Count(Day("2026-10-01"), Day("2026-10-11")));
        Assert.Equal(0, calendar.Count(Day("2026-10-02"), Day("2026-10-01")));
        Assert.Equal(Day("2026-10-10"), calendar.AddBusinessDays(Day("2026-09-30"), calendar.Count(Day("2026-10-01"), Day("2026-10-10"))));
        var closed = new BusinessCalendar(Enumerable.Range(0, 90).Select(Day("2026-10-01").AddDays), []);
        Assert.Equal("I-07", Assert.Throws<InvariantViolatedException>(() => closed.OnOrBefore(Day("2026-12-29"))).Id);
    }

    /// <summary>Two calendars stood side by side once, and the clocks of a review ran by the one that knew no holidays.</summary>
    [Fact]
    public void Which_days_are_worked_is_decided_in_one_module() =>
        Assert.Empty(
            new[] { "Portal", "Portal.Domain" }
                .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"))
                .Where(file =>
                    !file.Path.StartsWith("Portal.Domain/Calendar/", StringComparison.Ordinal)
                    && !file.Path.StartsWith("Portal.Domain/Demo/", StringComparison.Ordinal)
                )
                .Where(file => Decides(file.Text))
                .Select(file => file.Path)
        );

    [Fact]
    public void A_second_calendar_is_found()
    {
        Assert.True(Decides("if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)"));
        Assert.True(Decides("var calendar = new BusinessCalendar(holidays, made);"));
        Assert.False(Decides("internal static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;"));
    }

    private static bool Decides(string text) =>
        text.Contains("DayOfWeek.Saturday", StringComparison.Ordinal) || text.Contains("new BusinessCalendar(", StringComparison.Ordinal);
}
