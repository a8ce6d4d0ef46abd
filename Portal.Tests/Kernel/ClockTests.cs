using Microsoft.Extensions.Time.Testing;

namespace Portal.Tests.Kernel;

/// <summary>Instants as both databases keep them, and the days of a zone, also where its clocks are changed.</summary>
public sealed class ClockTests
{
    private static readonly SettlementZone NewYork = SettlementZone.Of("America/New_York");

    [Fact]
    public void Now_is_cut_to_microseconds_and_says_that_it_is_UTC()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));
        var now = clock.UtcNow();
        Assert.Equal(new DateTime(2026, 11, 20, 4, 0, 0).AddTicks(1_234_560), now);
        Assert.Equal(DateTimeKind.Utc, now.Kind);
    }

    [Fact]
    public void A_day_is_from_midnight_to_midnight_there()
    {
        var zone = SettlementZone.Default;
        Assert.Equal("Asia/Shanghai", zone.Zone.Id);
        var day = new DateOnly(2026, 11, 21);
        Assert.Equal(Utc(2026, 11, 20, 16), zone.StartOf(day));
        Assert.Equal(Utc(2026, 11, 21, 16), zone.EndOf(day));
        Assert.Equal(day, zone.DayOf(zone.StartOf(day)));
        Assert.Equal(day.AddDays(-1), zone.DayOf(zone.StartOf(day).AddTicks(-10)));
        Assert.Equal(new DateTime(2026, 11, 21), zone.LocalOf(zone.StartOf(day)));
        Assert.Equal(day, zone.Today(new FakeTimeProvider(new DateTimeOffset(zone.StartOf(day)))));
    }

    [Fact]
    public void A_time_that_is_skipped_is_the_first_that_exists_and_one_that_comes_twice_its_first()
    {
        // 02:30 on 8 March 2026 does not exist in New York; 01:30 on 1 November comes twice.
        Assert.Equal(Utc(2026, 3, 8, 7), NewYork.InstantOf(new DateOnly(2026, 3, 8), new TimeOnly(2, 30)));
        Assert.Equal(Utc(2026, 11, 1, 5).AddMinutes(30), NewYork.InstantOf(new DateOnly(2026, 11, 1), new TimeOnly(1, 30)));
        // A zone that skips midnight: the day begins at one.
        Assert.Equal(Utc(2018, 11, 4, 3), SettlementZone.Of("America/Sao_Paulo").StartOf(new DateOnly(2018, 11, 4)));
    }

    [Fact]
    public void A_day_is_to_come_only_when_it_has_begun_nowhere()
    {
        var now = Utc(2026, 11, 20, 9).AddMinutes(59);
        Assert.False(DayRules.IsToCome(new DateOnly(2026, 11, 20), now));
        Assert.True(DayRules.IsToCome(new DateOnly(2026, 11, 21), now));
        Assert.False(DayRules.IsToCome(new DateOnly(2026, 11, 21), now.AddMinutes(1)));
    }

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
