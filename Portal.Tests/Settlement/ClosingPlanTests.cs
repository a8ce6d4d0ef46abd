using System.Globalization;
using CsCheck;
using Portal.Domain.Calendar;
using Portal.Domain.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Periods, due days and sums, without a database.</summary>
public sealed class ClosingPlanTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly Gen<CycleTerms> Terms = Gen.Select(
        Gen.Int[0, 2],
        Gen.Int[1, 31],
        Gen.Int[1, 30],
        Gen.Bool,
        Gen.Long[0, 5_000],
        Gen.Long[0, 200_000],
        Gen.Int[1, 90],
        (cycle, anchor, due, calendar, minimum, reserve, days) =>
            new CycleTerms(
                (SettlementCycle)cycle,
                cycle == 1 ? ((anchor - 1) % 7) + 1 : anchor,
                due,
                calendar ? DueCount.CalendarDays : DueCount.BusinessDays,
                minimum,
                reserve,
                days
            )
    );

    private static readonly Gen<TermsHistory> Books = Gen.Select(Gen.Int[0, 60], Terms)
        .Array[0, 4]
        .Select(versions => new TermsHistory(
            versions.DistinctBy(version => version.Item1).Select((version, at) => (Start.AddDays(version.Item1), at + 1L, version.Item2))
        ));

    private static readonly string[] Kinds = ["payment", "refund", "fee", "fee-return", "adjustment"];

    private static readonly Gen<OpenItem[]> Items = Gen.Select(Gen.Int[0, 90], Gen.Int[0, 4], Gen.Long[-100_000, 200_000])
        .Array[1, 60]
        .Select(rows =>
            rows.Select(
                    (row, at) => new OpenItem(at + 1, 1, 7, "CNY", Kinds[row.Item2], Start.AddDays(row.Item1), Signed(row.Item2, row.Item3))
                )
                .ToArray()
        );

    private static long Signed(int kind, long amount) =>
        kind switch
        {
            0 or 3 => Math.Abs(amount),
            1 or 2 => -Math.Abs(amount),
            _ => amount,
        };

    /// <summary>However the days are cut into runs, every item is in one statement, no sum is lost, and each opens where the last closed.</summary>
    [Fact]
    public void The_sum_of_the_days_is_the_whole_for_any_cycle_and_any_runs_I_10() =>
        Gen.Select(Books, Items, Gen.Int[0, 100].Array[1, 6])
            .Sample(
                (book, items, runs) =>
                {
                    var open = items.ToList();
                    Statement? last = null;
                    long paid = 0;
                    long held = 0;
                    foreach (var through in runs.Order().Append(160).Select(day => Start.AddDays(day)))
                    {
                        foreach (var closing in ClosingPlan.Of(open, Facts(book, last), through, DateTime.UnixEpoch))
                        {
                            var made = closing.Statement;
                            Assert.Equal(last?.ClosingMinor ?? 0, made.OpeningMinor);
                            Assert.Equal(made.OpeningMinor + made.LinesMinor, made.PayoutMinor + made.ClosingMinor);
                            Assert.Equal(closing.Items.Sum(item => item.AmountMinor) - made.ReserveHeldMinor, made.LinesMinor);
                            Assert.Equal(made.LinesMinor, closing.Sums.ByDay.Values.Sum(sum => sum.Amount));
                            Assert.Equal(made.ReserveHeldMinor, closing.Reserve.Sum(row => row.AmountMinor));
                            Assert.True(
                                made.PeriodFrom <= made.PeriodTo
                                    && made.PeriodTo <= through
                                    && made.PeriodFrom > (last?.PeriodTo ?? DateOnly.MinValue)
                            );
                            Assert.All(
                                closing.Items.Where(item => item.Day >= made.PeriodFrom),
                                item => Assert.Equal(made.PeriodTo, book.PeriodEnd(item.Day))
                            );
                            Assert.True(made.PayoutMinor == 0 || made.PayoutMinor >= book.On(made.PeriodTo).MinimumMinor);
                            open.RemoveAll(closing.Items.Contains);
                            (last, paid, held) = (made, paid + made.PayoutMinor, held + made.ReserveHeldMinor);
                        }
                    }

                    Assert.Empty(open);
                    Assert.Equal(items.Sum(item => item.AmountMinor), paid + held + last!.ClosingMinor);
                },
                iter: 3_000
            );

    [Theory]
    [InlineData("2026-02-27", 1, "2026-03-02")]
    [InlineData("2026-02-28", 1, "2026-03-02")]
    [InlineData("2026-03-01", 1, "2026-03-02")]
    [InlineData("2026-02-27", 7, "2026-03-10")]
    public void Day_T_plus_n_is_the_first_business_day_strictly_after(string day, int after, string due) =>
        Assert.Equal(Day(due), (CycleTerms.Default with { DueAfter = after }).Due(Day(day), BusinessCalendar.WeekdaysOnly));

    [Theory]
    [InlineData("2027-01-01\toff\t元旦\r\n2027-02-05\toff\t春节, 初一\r\n2027-02-20\twork\t补班\r\n")]
    [InlineData("日期\t安排\t名称\n2027/1/1\t休\t元旦\n2027/2/5\t休\t春节, 初一\n2027年2月20日\t班\t补班")]
    [InlineData("day,kind,name\n2027-01-01,off,元旦\n2027-02-05,off,春节, 初一\n2027-02-20，班，补班")]
    public void A_calendar_is_taken_as_a_spreadsheet_pastes_it(string text) =>
        Assert.Equal(
            [
                new CalendarLine(Day("2027-01-01"), false, "元旦"),
                new CalendarLine(Day("2027-02-05"), false, "春节, 初一"),
                new CalendarLine(Day("2027-02-20"), true, "补班"),
            ],
            CalendarRules.Read(2027, text)
        );

    [Fact]
    public void Holidays_are_stepped_over_and_make_up_days_count()
    {
        var lines = CalendarRules.Read(
            2026,
            "2026-10-01,off,a\n2026-10-02,off,b\n2026-10-05,off,c\n2026-10-06,off,d\n2026-10-07,off,e\n2026-10-10,work,f"
        );
        var calendar = new BusinessCalendar(
            lines.Where(line => !line.Worked).Select(line => line.Day),
            lines.Where(line => line.Worked).Select(line => line.Day)
        );
        Assert.Equal(Day("2026-10-08"), CycleTerms.Default.Due(Day("2026-09-30"), calendar));
        Assert.Equal(Day("2026-10-10"), CycleTerms.Default.Due(Day("2026-10-09"), calendar));
        Assert.Equal(
            Day("2026-10-03"),
            (CycleTerms.Default with { DueCount = DueCount.CalendarDays, DueAfter = 3 }).Due(Day("2026-09-30"), calendar)
        );
    }

    [Theory]
    [InlineData(31, "2026-02-05", "2026-02-28")]
    [InlineData(31, "2026-04-30", "2026-04-30")]
    [InlineData(15, "2026-04-16", "2026-05-15")]
    public void A_month_closes_on_its_day_or_its_last(int anchor, string day, string end) =>
        Assert.Equal(Day(end), Book(CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = anchor }).PeriodEnd(Day(day)));

    /// <summary>Found by the property above: each change puts the end off, and the third month is no fault.</summary>
    [Fact]
    public void Terms_that_change_just_before_their_month_ends_put_the_end_off_each_time()
    {
        CycleTerms On(int anchor) => CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = anchor };
        var book = new TermsHistory([
            (Day("2026-01-01"), 1, On(20)),
            (Day("2026-02-20"), 2, On(18)),
            (Day("2026-03-18"), 3, On(16)),
            (Day("2026-04-16"), 4, On(14)),
        ]);
        Assert.Equal(Day("2026-05-14"), book.PeriodEnd(Day("2026-01-21")));
        Assert.Equal(Day("2026-01-21"), book.PeriodStart(Day("2026-05-14"), null));
    }

    [Fact]
    public void A_week_runs_to_its_weekday_and_begins_after_the_last_one()
    {
        var weekly = Book(CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 5 });
        Assert.Equal(Day("2026-11-20"), weekly.PeriodEnd(Day("2026-11-14")));
        Assert.Equal(Day("2026-11-14"), weekly.PeriodStart(Day("2026-11-20"), null));
        Assert.Equal(Day("2026-11-18"), weekly.PeriodStart(Day("2026-11-20"), Day("2026-11-17")));
    }

    /// <summary>Three zones, ten boundaries each: midnights, the turns of the clocks and the year's end belong to the day the operator's wall shows.</summary>
    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/New_York")]
    [InlineData("Europe/Berlin")]
    public void A_moment_belongs_to_the_day_on_the_operators_wall(string id)
    {
        var zone = new SettlementZone(TimeZoneInfo.FindSystemTimeZoneById(id));
        string[] days =
        [
            "2026-01-01",
            "2026-02-28",
            "2026-03-01",
            "2026-03-08",
            "2026-03-29",
            "2026-06-30",
            "2026-10-25",
            "2026-11-01",
            "2026-11-20",
            "2026-12-31",
        ];
        foreach (var day in days.Select(Day))
        {
            var start = zone.StartOf(day);
            Assert.Equal(day, zone.DayOf(start));
            Assert.Equal(day.AddDays(-1), zone.DayOf(start.AddTicks(-TimeSpan.TicksPerMicrosecond)));
            Assert.Equal(day, zone.DayOf(zone.EndOf(day).AddTicks(-TimeSpan.TicksPerMicrosecond)));
            Assert.Equal(day.AddDays(1), zone.DayOf(zone.EndOf(day)));
        }
    }

    [Theory]
    [InlineData(5_000, 10_000, 50)]
    [InlineData(2_500, 2_000, 5)]
    [InlineData(2_500, 1_999, 5)]
    [InlineData(2_500, 1_800, 5)]
    [InlineData(2_500, 1_799, 4)]
    public void A_reserve_is_half_up(long partsPerMillion, long gross, long held) =>
        Assert.Equal(held, (CycleTerms.Default with { ReservePartsPerMillion = partsPerMillion }).ReserveOn(gross));

    private static TermsHistory Book(CycleTerms terms) => new([(DateOnly.MinValue, 1L, terms)]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ClosingFacts Facts(TermsHistory book, Statement? last) =>
        new(
            new Dictionary<long, int>(),
            last is null ? [] : new Dictionary<(long, string), Statement> { [(7, "CNY")] = last },
            new Dictionary<long, TermsHistory> { [7] = book },
            new Dictionary<long, PayoutHold>(),
            BusinessCalendar.WeekdaysOnly
        );
}
