using Portal.Domain.Calendar;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Demo;

/// <summary>Terms, a reserve, an adjustment, a stop of payouts and a calendar to look at.</summary>
internal sealed class SettlementDemo(
    SettlementTermsService terms,
    ReserveService reserves,
    AdjustmentService adjustments,
    PayoutHoldService holds,
    CalendarService calendar
)
{
    private const int CalendarYear = 2026;

    /// <summary>The days off and worked weekends of mainland China in 2026 as announced; example data, to be checked by who uses it.</summary>
    private const string Calendar2026 = """
        2026-01-01,off,元旦 New Year (example data)
        2026-01-02,off,元旦 New Year (example data)
        2026-01-04,work,元旦调休 Make-up day (example data)
        2026-02-14,work,春节调休 Make-up day (example data)
        2026-02-16,off,春节 Spring Festival (example data)
        2026-02-17,off,春节 Spring Festival (example data)
        2026-02-18,off,春节 Spring Festival (example data)
        2026-02-19,off,春节 Spring Festival (example data)
        2026-02-20,off,春节 Spring Festival (example data)
        2026-02-23,off,春节 Spring Festival (example data)
        2026-02-28,work,春节调休 Make-up day (example data)
        2026-04-06,off,清明节 Qingming (example data)
        2026-05-01,off,劳动节 Labour Day (example data)
        2026-05-04,off,劳动节 Labour Day (example data)
        2026-05-05,off,劳动节 Labour Day (example data)
        2026-05-09,work,劳动节调休 Make-up day (example data)
        2026-06-19,off,端午节 Dragon Boat Festival (example data)
        2026-09-20,work,国庆节调休 Make-up day (example data)
        2026-09-25,off,中秋节 Mid-Autumn Festival (example data)
        2026-10-01,off,国庆节 National Day (example data)
        2026-10-02,off,国庆节 National Day (example data)
        2026-10-05,off,国庆节 National Day (example data)
        2026-10-06,off,国庆节 National Day (example data)
        2026-10-07,off,国庆节 National Day (example data)
        2026-10-10,work,国庆节调休 Make-up day (example data)
        """;

    /// <summary>What is agreed before the first day closes: one organisation by the week, one with a reserve.</summary>
    public async Task Agree(Actor seed, DateOnly from, CancellationToken ct)
    {
        await calendar.Install(seed, CalendarYear, Calendar2026, ct);
        var weekly = CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 7, DueAfter = 2 };
        await terms.Install(seed, "lantern", from, weekly, ct);
        var reserve = CycleTerms.Default with { ReservePartsPerMillion = 50_000, ReserveDays = 30 };
        await terms.Install(seed, "yuelai", from, reserve, ct);
    }

    /// <summary>What happens after: reserves come of age, an adjustment waits for a second person, payouts of one organisation are stopped.</summary>
    public async Task Live(Actor seed, Actor finance, CancellationToken ct)
    {
        await reserves.Release(seed, ct);
        var goodwill = new AdjustmentForm(
            "yuelai",
            128_00,
            AdjustmentReason.Goodwill,
            "Delayed payout in October: agreed with the merchant by phone.",
            AdjustmentAccount.CompensationFund,
            null,
            null
        );
        await adjustments.Propose(finance, goodwill, "demo-adjustment", ct);
        await holds.Hold(finance, "lantern", "A dispute with a supplier is being looked into.", null, ct);
    }
}
