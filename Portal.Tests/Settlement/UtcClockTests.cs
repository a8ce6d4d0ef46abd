using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Fees;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>
/// Three zones, ten boundaries each: a leap day, ends of months and years, both turns of the clocks of two zones (one of them by half an hour),
/// a holiday and a make-up day. The instants are written out, so that the zone arithmetic is not measured with itself.
/// </summary>
public sealed class ClockTests
{
    /// <summary>A day, the end of its week (Sunday) and month, when T+1 and D+2 are due, and where it begins and ends in each zone, UTC.</summary>
    private sealed record Boundary(
        string Day,
        string WeekEnd,
        string MonthEnd,
        string NextBusinessDay,
        string TwoDaysOn,
        string Shanghai,
        string NewYork,
        string LordHowe
    )
    {
        public (DateTime From, DateTime To) In(string zone)
        {
            var text = zone switch
            {
                "Asia/Shanghai" => Shanghai,
                "America/New_York" => NewYork,
                "Australia/Lord_Howe" => LordHowe,
                _ => throw new ArgumentException($"No such zone: {zone}", nameof(zone)),
            };
            var parts = text.Split('/');
            return (Utc(parts[0]), Utc(parts[1]));
        }

        private static DateTime Utc(string text) =>
            DateTime.ParseExact(
                text,
                "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            );
    }

    private static readonly Boundary[] Boundaries =
    [
        // A leap day, a month's end.
        new(
            "2024-02-29",
            "2024-03-03",
            "2024-02-29",
            "2024-03-01",
            "2024-03-02",
            "2024-02-28 16:00/2024-02-29 16:00",
            "2024-02-29 05:00/2024-03-01 05:00",
            "2024-02-28 13:00/2024-02-29 13:00"
        ),
        // A year's end.
        new(
            "2024-12-31",
            "2025-01-05",
            "2024-12-31",
            "2025-01-01",
            "2025-01-02",
            "2024-12-30 16:00/2024-12-31 16:00",
            "2024-12-31 05:00/2025-01-01 05:00",
            "2024-12-30 13:00/2024-12-31 13:00"
        ),
        // The last day of a short month; the Saturday after it is a make-up day.
        new(
            "2025-02-28",
            "2025-03-02",
            "2025-02-28",
            "2025-03-01",
            "2025-03-02",
            "2025-02-27 16:00/2025-02-28 16:00",
            "2025-02-28 05:00/2025-03-01 05:00",
            "2025-02-27 13:00/2025-02-28 13:00"
        ),
        // New York loses an hour: the day has 23.
        new(
            "2025-03-09",
            "2025-03-09",
            "2025-03-31",
            "2025-03-10",
            "2025-03-11",
            "2025-03-08 16:00/2025-03-09 16:00",
            "2025-03-09 05:00/2025-03-10 04:00",
            "2025-03-08 13:00/2025-03-09 13:00"
        ),
        // Lord Howe gains half an hour.
        new(
            "2025-04-06",
            "2025-04-06",
            "2025-04-30",
            "2025-04-07",
            "2025-04-08",
            "2025-04-05 16:00/2025-04-06 16:00",
            "2025-04-06 04:00/2025-04-07 04:00",
            "2025-04-05 13:00/2025-04-06 13:30"
        ),
        // Lord Howe loses half an hour.
        new(
            "2025-10-05",
            "2025-10-05",
            "2025-10-31",
            "2025-10-06",
            "2025-10-07",
            "2025-10-04 16:00/2025-10-05 16:00",
            "2025-10-05 04:00/2025-10-06 04:00",
            "2025-10-04 13:30/2025-10-05 13:00"
        ),
        // New York gains an hour: the day has 25.
        new(
            "2025-11-02",
            "2025-11-02",
            "2025-11-30",
            "2025-11-03",
            "2025-11-04",
            "2025-11-01 16:00/2025-11-02 16:00",
            "2025-11-02 04:00/2025-11-03 05:00",
            "2025-11-01 13:00/2025-11-02 13:00"
        ),
        // A year's first day.
        new(
            "2026-01-01",
            "2026-01-04",
            "2026-01-31",
            "2026-01-02",
            "2026-01-03",
            "2025-12-31 16:00/2026-01-01 16:00",
            "2026-01-01 05:00/2026-01-02 05:00",
            "2025-12-31 13:00/2026-01-01 13:00"
        ),
        // The first of a week of holidays.
        new(
            "2026-02-16",
            "2026-02-22",
            "2026-02-28",
            "2026-02-23",
            "2026-02-18",
            "2026-02-15 16:00/2026-02-16 16:00",
            "2026-02-16 05:00/2026-02-17 05:00",
            "2026-02-15 13:00/2026-02-16 13:00"
        ),
        // A half-year's end.
        new(
            "2026-06-30",
            "2026-07-05",
            "2026-06-30",
            "2026-07-01",
            "2026-07-02",
            "2026-06-29 16:00/2026-06-30 16:00",
            "2026-06-30 04:00/2026-07-01 04:00",
            "2026-06-29 13:30/2026-06-30 13:30"
        ),
    ];

    private static readonly string[] Holidays = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"];
    private static readonly DateOnly MakeUp = Day("2025-03-01");

    private static readonly BusinessCalendar Calendar = new(Holidays.Select(Day), [MakeUp]);

    public static TheoryData<string> Zones => ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"];

    [Theory, MemberData(nameof(Zones))]
    public void The_last_microsecond_is_of_the_day_and_the_next_is_not(string id)
    {
        var zone = SettlementZone.Of(id);
        foreach (var boundary in Boundaries)
        {
            var (day, (from, to)) = (Day(boundary.Day), boundary.In(id));
            Assert.Equal((from, to), (zone.StartOf(day), zone.EndOf(day)));
            Assert.Equal(
                (day.AddDays(-1), day, day, day.AddDays(1)),
                (zone.DayOf(from.AddMicroseconds(-1)), zone.DayOf(from), zone.DayOf(to.AddMicroseconds(-1)), zone.DayOf(to))
            );
        }
    }

    [Fact]
    public void Periods_end_and_payouts_are_due_on_the_day_that_is_written_down()
    {
        var weekly = Book(CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 7 });
        var monthly = Book(CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = 31 });
        foreach (var boundary in Boundaries)
        {
            var day = Day(boundary.Day);
            Assert.Equal((Day(boundary.WeekEnd), Day(boundary.MonthEnd)), (weekly.PeriodEnd(day), monthly.PeriodEnd(day)));
            Assert.Equal(
                Day(boundary.MonthEnd).AddDays(1),
                monthly.PeriodStart(monthly.PeriodEnd(Day(boundary.MonthEnd).AddDays(1)), null)
            );
            Assert.Equal(Day(boundary.NextBusinessDay), CycleTerms.Default.Due(day, Calendar));
            Assert.Equal(
                Day(boundary.TwoDaysOn),
                (CycleTerms.Default with { DueCount = DueCount.CalendarDays, DueAfter = 2 }).Due(day, Calendar)
            );
        }
    }

    /// <summary>
    /// A payment a second before, in the first and in the last second, and at the end of each of the ten days, whose own rule costs 1 % from
    /// its first instant to its last: the day, the fee, the statement and the due day of each.
    /// </summary>
    [Theory, BothDatabases]
    public async Task Payments_on_both_sides_of_midnight_get_their_days_fee_statement_and_due_day(Provider provider)
    {
        foreach (string id in (string[])["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"])
        {
            await using var world = await World.Create(provider, zone: id);
            var (merchant, _) = await world.Organisation("qinghe");
            await world.Claim(merchant);
            await Holiday(world);
            var rows = new List<BillRow>();
            foreach (var boundary in Boundaries)
            {
                var (from, to) = boundary.In(id);
                await world
                    .Get<FeeRuleService>()
                    .Publish(
                        Actor.Operator,
                        new(boundary.Day, FeeKind.Payment, "qinghe", null, Currency.Cny.Code, FeeTerms.Rate(10_000), from, to),
                        default
                    );
                foreach (var at in (DateTime[])[from.AddSeconds(-1), from, to.AddSeconds(-1), to])
                {
                    rows.Add(SampleRows.Payment(rows.Count + 1, 10_000, at));
                }
            }

            await world.ImportAndPost(SampleRows.Bill(rows));
            Assert.Equal(30, (await world.Settle(MoneyWorld.Day.AddDays(-1))).Statements);

            await using var db = world.Db();
            var made = await db.Statements.OrderBy(row => row.PeriodTo).ToListAsync();
            var wanted = Boundaries.SelectMany(boundary =>
                Enumerable.Range(-1, 3).Select(at => (Day(boundary.Day).AddDays(at), at == 0 ? 20_000L : 10_000L, at == 0 ? 200L : 60L))
            );
            Assert.Equal(wanted, made.Select(row => (row.PeriodTo, row.GrossMinor, row.FeeMinor)));
            Assert.All(made, row => Assert.Equal(row.PeriodTo, row.PeriodFrom));
            Assert.Equal(
                Boundaries.Select(boundary => Day(boundary.NextBusinessDay)),
                Boundaries.Select(boundary => made.Single(row => row.PeriodTo == Day(boundary.Day)).DueDay)
            );
            await world.AssertProven();
        }
    }

    /// <summary>A day can be closed from its zone's midnight on, and not a microsecond before: also when the clocks turn on that day.</summary>
    [Theory]
    [InlineData("Asia/Shanghai", "2026-12-31", "2026-12-31 16:00")]
    [InlineData("America/New_York", "2027-03-14", "2027-03-15 04:00")]
    [InlineData("Australia/Lord_Howe", "2027-04-04", "2027-04-04 13:30")]
    public async Task A_day_is_over_at_the_zones_midnight(string id, string day, string endUtc)
    {
        await using var world = await World.Create(Provider.Sqlite, zone: id);
        var end = DateTimeOffset.ParseExact(endUtc, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        world.Clock.SetUtcNow(end.AddMicroseconds(-1));
        var refused = await Assert.ThrowsAsync<Refusal>(() => world.Settle(Day(day)));
        Assert.Equal(SettlementRefusals.DayNotOver, refused.Code);
        world.Clock.SetUtcNow(end);
        Assert.Equal(0, (await world.Settle(Day(day))).Failures);
        await Assert.ThrowsAsync<Refusal>(() => world.Settle(Day(day).AddDays(1)));
    }

    private static async Task Holiday(World world)
    {
        await using var db = world.Db();
        db.CalendarDays.RemoveRange(db.CalendarDays);
        await db.SaveChangesAsync();
        db.CalendarDays.AddRange(
            Holidays.Select(day => CalendarDay.Of(Day(day), false, "Holiday")).Append(CalendarDay.Of(MakeUp, true, "Make-up"))
        );
        await db.SaveChangesAsync();
    }

    private static TermsHistory Book(CycleTerms terms) => new([(DateOnly.MinValue, 1L, terms)]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
