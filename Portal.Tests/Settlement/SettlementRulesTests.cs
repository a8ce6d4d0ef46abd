using System.Globalization;
using Portal.Domain.Calendar;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Terms, periods and sums at their edges, each by hand.</summary>
public sealed class SettlementRulesTests
{
    private static readonly CycleTerms Weekly = CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 7 };
    private static readonly CycleTerms Monthly = CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = 30 };

    [Fact]
    public void Without_terms_every_day_closes_and_is_due_the_next_business_day_from_one_yuan_on()
    {
        var terms = CycleTerms.Default;
        Assert.Equal(new CycleTerms(SettlementCycle.Daily, 0, 1, DueCount.BusinessDays, 1_00, 0, 0), terms);
        Assert.True(terms.Closes(Day("2026-11-18")));
        Assert.Equal(Day("2026-11-23"), terms.Due(Day("2026-11-20"), BusinessCalendar.WeekdaysOnly));
        Assert.Equal(
            Day("2026-11-21"),
            (terms with { DueCount = DueCount.CalendarDays }).Due(Day("2026-11-20"), BusinessCalendar.WeekdaysOnly)
        );
    }

    [Theory]
    [InlineData("2026-11-22", true, false)]
    [InlineData("2026-11-23", false, false)]
    [InlineData("2026-11-29", true, false)]
    [InlineData("2026-11-30", false, true)]
    [InlineData("2026-02-28", false, true)]
    [InlineData("2028-02-28", false, false)]
    [InlineData("2028-02-29", false, true)]
    [InlineData("2026-12-31", false, false)]
    public void A_week_closes_on_its_weekday_and_a_month_on_its_day_or_its_last(string day, bool week, bool month) =>
        Assert.Equal((week, month), (Weekly.Closes(Day(day)), Monthly.Closes(Day(day))));

    [Fact]
    public void Days_of_the_week_are_counted_from_Monday() =>
        Assert.Equal(Enumerable.Range(1, 7), Enumerable.Range(0, 7).Select(at => CycleTerms.Weekday(Day("2026-11-16").AddDays(at))));

    [Theory]
    [InlineData(SettlementCycle.Weekly, 0, 1, 0, 0, 0, TermsRefusals.WeekdayRange)]
    [InlineData(SettlementCycle.Weekly, 1, 1, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Weekly, 7, 1, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Weekly, 8, 1, 0, 0, 0, TermsRefusals.WeekdayRange)]
    [InlineData(SettlementCycle.Monthly, 0, 1, 0, 0, 0, TermsRefusals.MonthDayRange)]
    [InlineData(SettlementCycle.Monthly, 1, 1, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Monthly, 31, 1, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Monthly, 32, 1, 0, 0, 0, TermsRefusals.MonthDayRange)]
    [InlineData(SettlementCycle.Daily, 99, 1, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Daily, 0, 0, 0, 0, 0, TermsRefusals.DueRange)]
    [InlineData(SettlementCycle.Daily, 0, 30, 0, 0, 0, null)]
    [InlineData(SettlementCycle.Daily, 0, 31, 0, 0, 0, TermsRefusals.DueRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, -1, 0, 0, TermsRefusals.MinimumRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 1_000_000_00, 0, 0, null)]
    [InlineData(SettlementCycle.Daily, 0, 1, 1_000_000_01, 0, 0, TermsRefusals.MinimumRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, -1, 1, TermsRefusals.ReserveRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 1_000_000, 1, null)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 1_000_001, 1, TermsRefusals.ReserveRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 1, 0, TermsRefusals.ReserveDaysRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 1, 365, null)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 1, 366, TermsRefusals.ReserveDaysRange)]
    [InlineData(SettlementCycle.Daily, 0, 1, 0, 0, 366, null)]
    public void Terms_out_of_range_are_refused(
        SettlementCycle cycle,
        int anchor,
        int due,
        long minimum,
        long reserve,
        int days,
        string? refusal
    )
    {
        var terms = new CycleTerms(cycle, anchor, due, DueCount.BusinessDays, minimum, reserve, days);
        string? said = null;
        try
        {
            terms.Check();
        }
        catch (Refusal refused)
        {
            said = refused.Code;
            Assert.NotNull(refused.Field);
        }

        Assert.Equal(refusal, said);
    }

    [Fact]
    public void Equal_terms_are_written_equal()
    {
        Assert.Equal(0, (CycleTerms.Default with { Anchor = 5 }).Plain().Anchor);
        Assert.Equal(7, Weekly.Plain().Anchor);
        Assert.Equal(0, (CycleTerms.Default with { ReserveDays = 30 }).Plain().ReserveDays);
        Assert.Equal(30, (CycleTerms.Default with { ReserveDays = 30, ReservePartsPerMillion = 1 }).Plain().ReserveDays);
    }

    [Fact]
    public void The_minimum_is_agreed_in_yuan_and_one_whole_unit_elsewhere() =>
        Assert.Equal(
            [500, 100, 1, 1_000],
            new[] { "CNY", "USD", "JPY", "KWD" }.Select(code => (CycleTerms.Default with { MinimumMinor = 500 }).Minimum(Currency.Of(code)))
        );

    [Fact]
    public void Nothing_is_held_back_of_what_is_not_taken()
    {
        var terms = CycleTerms.Default with { ReservePartsPerMillion = 500_000 };
        Assert.Equal([0, 0, 1, 1], new long[] { -5, 0, 1, 2 }.Select(terms.ReserveOn));
    }

    [Fact]
    public void Terms_hold_from_their_day_until_the_next_ones()
    {
        var history = new TermsHistory([(Day("2026-03-01"), 2, Monthly), (Day("2026-02-01"), 1, Weekly)]);
        Assert.Equal(CycleTerms.Default, history.On(Day("2026-01-31")));
        Assert.Null(history.IdOn(Day("2026-01-31")));
        Assert.Equal((Weekly, 1L), (history.On(Day("2026-02-01")), history.IdOn(Day("2026-02-01"))!.Value));
        Assert.Equal((Weekly, 1L), (history.On(Day("2026-02-28")), history.IdOn(Day("2026-02-28"))!.Value));
        Assert.Equal((Monthly, 2L), (history.On(Day("2026-03-01")), history.IdOn(Day("2026-03-01"))!.Value));
        Assert.Equal(Day("2026-02-01"), history.PeriodEnd(Day("2026-02-01")));
        Assert.Equal(Day("2026-03-30"), history.PeriodEnd(Day("2026-02-23")));
        Assert.Equal(Day("2026-02-23"), history.PeriodStart(Day("2026-03-30"), null));
        Assert.Equal(Day("2026-03-05"), history.PeriodStart(Day("2026-03-30"), Day("2026-03-04")));
    }

    [Fact]
    public void The_last_end_lies_after_what_is_closed()
    {
        var weekly = new TermsHistory([(DateOnly.MinValue, 1, Weekly)]);
        Assert.Equal(Day("2026-11-22"), weekly.LastEnd(Day("2026-11-15"), Day("2026-11-25")));
        Assert.Equal(Day("2026-11-22"), weekly.LastEnd(null, Day("2026-11-22")));
        Assert.Null(weekly.LastEnd(Day("2026-11-22"), Day("2026-11-25")));
        Assert.Null(weekly.LastEnd(Day("2026-11-23"), Day("2026-11-23")));
    }

    /// <summary>A day that no terms close within two months is a fault and no endless search.</summary>
    [Fact]
    public void A_period_that_never_ends_is_a_fault_I_07()
    {
        var never = new TermsHistory([(DateOnly.MinValue, 1, Weekly with { Anchor = 9 })]);
        var fault = Assert.Throws<InvariantViolatedException>(() => never.PeriodEnd(Day("2026-11-20")));
        Assert.Equal("I-07: No period ends within 62 days of 2026-11-20.", fault.Message);
        Assert.Null(never.LastEnd(null, Day("2026-11-20")));
        Assert.Equal(Day("2026-09-19"), never.PeriodStart(Day("2026-11-20"), null));
    }

    [Fact]
    public void Every_kind_of_line_has_its_sum_and_together_they_are_what_is_owed()
    {
        var sums = new StatementSums();
        var day = Day("2026-11-20");
        sums.Add(LineKind.Payment, day, 3, 1_000);
        sums.Add(LineKind.Payment, day, 1, 500);
        sums.Add(LineKind.Refund, day.AddDays(-1), 2, -200);
        sums.Add(LineKind.Fee, day, 4, -30);
        sums.Add(LineKind.FeeReturn, day, 1, 4);
        LineKind[] others =
        [
            LineKind.CertificationFee,
            LineKind.Adjustment,
            LineKind.FeeWaiver,
            LineKind.RefundFee,
            LineKind.PayoutFee,
            LineKind.MonthlyFee,
        ];
        foreach (var (at, kind) in others.Index())
        {
            sums.Add(kind, day, 1, -(1 << at));
        }

        sums.Add(LineKind.ReserveHold, day, 1, -100);
        sums.Add(LineKind.ReserveRelease, day, 1, 40);
        Assert.Equal((1_500, 200, 30, 4), (sums.Gross, sums.Refund, sums.Fee, sums.FeeReturned));
        Assert.Equal((-63, 100, 40), (sums.Other, sums.ReserveHeld, sums.ReserveReleased));
        Assert.Equal((4, 2), (sums.Payments, sums.Refunds));
        Assert.Equal(1_500 - 200 - 30 + 4 - 63 - 100 + 40, sums.Lines);
        Assert.Equal(day.AddDays(-1), sums.FirstDay);
        Assert.Equal((4, 1_500L), sums.ByDay[(day, LineKind.Payment)]);
        Assert.Equal(sums.Lines, sums.ByDay.Values.Sum(one => one.Amount));
        Assert.Throws<InvalidOperationException>(() => sums.Add((LineKind)99, day, 1, 1));
    }

    [Fact]
    public void A_reserve_is_held_of_each_days_payments_until_its_own_day()
    {
        var sums = new StatementSums();
        sums.Add(LineKind.Payment, Day("2026-11-19"), 1, 1_000);
        sums.Add(LineKind.Payment, Day("2026-11-20"), 1, 1);
        sums.Add(LineKind.Refund, Day("2026-11-20"), 1, -900);
        var terms = CycleTerms.Default with { ReservePartsPerMillion = 100_000, ReserveDays = 10 };
        Assert.Equal([new ReserveHeld(Day("2026-11-19"), 100, Day("2026-11-29"))], ClosingPlan.Reserve(sums, terms));
    }

    [Fact]
    public void Late_items_go_to_the_next_period_and_what_is_not_over_stays_open()
    {
        var weekly = new TermsHistory([(DateOnly.MinValue, 1, Weekly)]);
        OpenItem[] items = [Item(1, "2026-11-20"), Item(2, "2026-11-10"), Item(3, "2026-11-23"), Item(4, "2026-11-21")];
        var made = ClosingPlan.ByPeriod(items, weekly, Day("2026-11-15"), Day("2026-11-25")).ToList();
        Assert.Equal(Day("2026-11-22"), Assert.Single(made).End);
        Assert.Equal([2, 1, 4], made[0].Items.Select(item => item.EntryId));

        // Only late ones: to the last period that is over, and nowhere when none is.
        var late = ClosingPlan.ByPeriod([Item(2, "2026-11-10")], weekly, Day("2026-11-15"), Day("2026-11-25")).Single();
        Assert.Equal((Day("2026-11-22"), 2L), (late.End, late.Items.Single().EntryId));
        Assert.Empty(ClosingPlan.ByPeriod([Item(2, "2026-11-15")], weekly, Day("2026-11-15"), Day("2026-11-21")));
        Assert.Empty(ClosingPlan.ByPeriod([], weekly, Day("2026-11-15"), Day("2026-11-25")));
    }

    [Theory]
    [InlineData(10_600, 60_000, 10_000, 600)]
    [InlineData(100, 60_000, 94, 6)]
    [InlineData(-100, 60_000, -94, -6)]
    [InlineData(3, 1_000_000, 2, 1)]
    [InlineData(100, 0, 100, 0)]
    public void Net_is_rounded_and_tax_is_what_is_left(long gross, long parts, long net, long tax) =>
        Assert.Equal((net, tax), (VatArithmetic.Net(gross, parts), VatArithmetic.Tax(gross, parts)));

    [Fact]
    public void A_rate_below_nothing_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => VatArithmetic.Net(100, -1));

    [Fact]
    public void A_slice_is_as_many_merchants_as_the_budget_bears_and_at_least_one()
    {
        var pace = new SlicePace();
        OpenMerchant[] open = [new(1, 300, 1, default), new(2, 250, 2, default), new(3, 1, 1, default), new(4, 900, 9, default)];
        Assert.Equal(600, pace.Budget);
        // 315 and 280 are 595; the third has sixteen.
        Assert.Equal([1, 2], pace.Slice([.. open], 0));
        Assert.Equal([3], pace.Slice([.. open], 2));
        Assert.Equal([4], pace.Slice([.. open], 3));
        Assert.Empty(pace.Slice([.. open], 4));
    }

    [Fact]
    public void The_budget_follows_the_time_that_slices_take_within_its_bounds()
    {
        var pace = new SlicePace();
        Took(7, 1_200);
        Took(10, 1_350);
        Took(30, 675);
        Took(60, 400);
        Took(1, 800);
        for (var i = 0; i < 6; i++)
        {
            pace.Took(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(20_000, pace.Budget);
        Took(15, 20_000);
        Took(20, 15_000);

        void Took(int milliseconds, int budget)
        {
            pace.Took(TimeSpan.FromMilliseconds(milliseconds));
            Assert.Equal(budget, pace.Budget);
        }
    }

    private static OpenItem Item(long id, string day) => new(id, 1, 7, "CNY", "payment", Day(day), 100);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
