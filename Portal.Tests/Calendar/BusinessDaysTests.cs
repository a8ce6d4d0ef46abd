using Portal.Domain.Calendar;
using Portal.Domain.Kernel;

namespace Portal.Tests.Calendar;

public sealed class BusinessDaysTests
{
    private static readonly BusinessDays Days = new(
        SettlementZone.Default,
        new BusinessCalendar([new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 2)], [new DateOnly(2026, 10, 10)])
    );

    [Theory]
    [InlineData("2026-11-18T09:00", 2, "2026-11-20T09:00")] // Wednesday
    [InlineData("2026-11-20T15:30", 2, "2026-11-24T15:30")] // Friday, over a weekend
    [InlineData("2026-11-21T15:30", 1, "2026-11-24T00:00")] // Saturday counts from Monday 00:00
    [InlineData("2026-09-30T10:00", 1, "2026-10-05T10:00")] // two holidays and a weekend
    [InlineData("2026-10-09T10:00", 1, "2026-10-10T10:00")] // a made-up Saturday
    public void A_promise_lands_on_a_working_day(string start, int days, string due) => Assert.Equal(At(due), Days.Due(At(start), days));

    [Fact]
    public void Only_working_time_burns()
    {
        Assert.Equal(TimeSpan.FromHours(48), Days.Left(At("2026-11-20T15:30"), At("2026-11-24T15:30")));
        Assert.Equal(TimeSpan.FromHours(15.5), Days.Left(At("2026-11-21T12:00"), At("2026-11-23T15:30")));
        Assert.Equal(TimeSpan.Zero, Days.Left(At("2026-11-21T12:00"), At("2026-11-22T12:00")));
        Assert.Equal(-TimeSpan.FromHours(3), Days.Left(At("2026-11-24T12:00"), At("2026-11-24T09:00")));
    }

    [Theory]
    [InlineData("2026-10-01T15:30", "2026-10-05T15:30")]
    [InlineData("2026-10-10T15:30", "2026-10-10T15:30")]
    public void A_time_limit_does_not_end_on_a_day_off(string end, string moved) => Assert.Equal(At(moved), Days.OnWorkingDay(At(end)));

    [Theory]
    [InlineData("2026-10-04", "2026-09-30")]
    [InlineData("2026-10-10", "2026-10-10")]
    public void A_reminder_comes_before_the_days_off(string day, string told) =>
        Assert.Equal(
            DateOnly.Parse(told, System.Globalization.CultureInfo.InvariantCulture),
            Days.OnOrBefore(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
        );

    private static DateTime At(string shanghai) =>
        DateTime.SpecifyKind(DateTime.Parse(shanghai, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc).AddHours(-8);
}
