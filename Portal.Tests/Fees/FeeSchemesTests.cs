using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Fees;

/// <summary>Tiers, promotions, waivers and standing fees over real books.</summary>
public sealed class FeeSchemesTests
{
    private static readonly DateTime Past = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime December = new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>00:00 on 3 December 2013 in Shanghai.</summary>
    private static readonly DateTime Flip = new(2013, 12, 2, 16, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task The_rule_of_3_December_2013_begins_at_midnight_in_Shanghai_on_both_channels(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var old = new FeeTerms(0, 0, 100, 2_500, RefundPolicy.None, new FeeTiers([new FeeTier(1_000_000, 5_000)]));
        await world.Publish(Rule("Until then", FeeKind.Transfer, old, DateTime.UnixEpoch, Flip));
        var desktop = new FeeTerms(1_000, 0, 50, 1_000, RefundPolicy.None);
        await world.Publish(Rule("Desktop", FeeKind.Transfer, desktop, Flip) with { Channel = Channel.PcWeb });
        await world.Publish(Rule("Mobile", FeeKind.Transfer, FeeTerms.Rate(0), Flip) with { Channel = Channel.MobileApp });

        async Task<long> Price(Channel channel, long amount, DateTime at, long used)
        {
            var ask = new FeeTrialAsk(FeeKind.Transfer, null, channel, amount, at, used);
            return (await world.Get<FeeRuleService>().Try(officer, ask, default)).Why!.FeeMinor;
        }

        var before = Flip.AddSeconds(-1);
        foreach (
            var (used, amount, fee) in ((long, long, long)[])
                [(0, 50_000, 0), (0, 1_000_000, 0), (999_900, 100_100, 500), (1_000_000, 10_000, 100), (1_000_000, 5_000_000, 2_500)]
        )
        {
            Assert.Equal(fee, await Price(Channel.PcWeb, amount, before, used));
            Assert.Equal(fee, await Price(Channel.MobileApp, amount, before, used));
        }

        foreach (
            var (amount, fee) in ((long, long)[])
                [(100, 50), (50_000, 50), (50_499, 50), (50_500, 51), (500_000, 500), (999_999, 1_000), (5_000_000, 1_000)]
        )
        {
            Assert.Equal(fee, await Price(Channel.PcWeb, amount, Flip, 0));
            Assert.Equal(0, await Price(Channel.MobileApp, amount, Flip, 0));
        }
    }

    [Theory, BothDatabases]
    public async Task Posting_decides_the_fees_of_its_payments_and_leaves_the_job_what_it_cannot(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var (known, stranger) = (SampleRows.Payment(1, 10_000), SampleRows.Payment(2, 5_000) with { MerchantNo = "1900000777" });
        await world.ImportAndPost(SampleRows.Bill(known, stranger));
        await world.AssertProven();
        await using (var db = world.Db())
        {
            // The stranger's waits in suspense and has no fee until it is somebody's.
            Assert.Equal([60L], await db.Fees.Select(fee => fee.AmountMinor).ToListAsync());
        }

        await world.Claim(merchant, "1900000777");
        while (await world.Get<ExceptionService>().Clear(Actor.Operator, await Account(world), default) is false) { }

        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        await using (var db = world.Db())
        {
            Assert.Equal([60L, 30L], await db.Fees.OrderBy(fee => fee.Id).Select(fee => fee.AmountMinor).ToListAsync());
        }

        await world.AssertProven();
    }

    private static async Task<long> Account(World world)
    {
        await using var db = world.Db();
        return await db.GatewayAccounts.Where(row => row.MerchantNo == "1900000777").Select(row => row.Id).SingleAsync();
    }

    [Theory, BothDatabases]
    public async Task Tiers_give_the_same_fees_however_the_bill_is_sliced(Provider provider)
    {
        // The file is not in the order of time, and the second bill comes upon the volume of the first.
        var start = new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc);
        var rows = Enumerable
            .Range(1, 40)
            .Select(n => SampleRows.Payment(n, 1_000 * n, start.AddDays(n > 25 ? -1 : 0).AddMinutes(n * 17 % 41)))
            .ToArray();
        var whole = await Priced(provider, rows, BillFees.SliceRowsMax);
        var sliced = await Priced(provider, rows, 3);
        Assert.Equal(whole, sliced);
        var (volume, fee) = (0L, 0L);
        foreach (var row in rows[..25].OrderBy(row => row.OccurredUtc).Concat(rows[25..].OrderBy(row => row.OccurredUtc)))
        {
            fee += FeeArithmetic.Charge(Tiered, row.GrossMinor, volume);
            volume += row.GrossMinor;
        }

        Assert.Equal(fee, whole.Sum(row => row.Fee));
    }

    private static FeeTerms Tiered =>
        new(10_000, 0, null, null, RefundPolicy.OnRemaining, new FeeTiers([new FeeTier(150_000, 5_000), new FeeTier(400_000, 1_000)]));

    private static async Task<List<(string Payment, long Fee, long? Before)>> Priced(Provider provider, BillRow[] rows, int slice)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.Publish(Rule("By volume", FeeKind.Payment, Tiered, Past) with { Merchant = "qinghe" });
        world.Get<BillFees>().SliceRows = slice;
        await world.ImportAndPost(SampleRows.Bill(rows[..25]));
        await world.Settle();
        await world.ImportAndPost(SampleRows.Bill(rows[25..]));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        await world.AssertProven();
        await using var db = world.Db();
        var fees = await db
            .Fees.Join(
                db.Payments,
                fee => fee.PaymentId,
                payment => payment.Id,
                (fee, payment) =>
                    new
                    {
                        payment.TransactionId,
                        fee.AmountMinor,
                        fee.VolumeBeforeMinor,
                    }
            )
            .OrderBy(row => row.TransactionId)
            .ToListAsync();
        return [.. fees.Select(row => (row.TransactionId, row.AmountMinor, row.VolumeBeforeMinor))];
    }

    [Theory, BothDatabases]
    public async Task A_waiver_is_a_line_beside_the_fee_and_goes_back_with_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var waiver = await world.Publish(
            Rule("Flood relief", FeeKind.Payment, FeeTerms.Rate(500_000), Past, December) with
            {
                Merchant = "qinghe",
                Nature = FeeNature.Waiver,
                Owner = "Lin Yue",
                Why = "Help after the flood",
            }
        );
        var (kept, back) = (SampleRows.Payment(1, 10_000), SampleRows.Payment(2, 5_000));
        await world.ImportAndPost(SampleRows.Bill(kept, back, SampleRows.Refund(1, back, 5_000)));
        await world.Settle();

        await world.AssertProven();
        await using var db = world.Db();
        var statement = await db.Statements.SingleAsync();
        // 60 + 30 charged, 30 given back; half of each waived.
        Assert.Equal((90L, 30L, 30L), (statement.FeeMinor, statement.FeeReturnedMinor, statement.OtherMinor));
        Assert.Equal(10_000 - 60 + 30, statement.PayoutMinor);
        var rules = await world.Get<FeeRuleService>().List(officer, default);
        Assert.Equal(30, rules.Single(rule => rule.Id == waiver).WaivedMinor);
        var story = await world.Get<FeeQueries>().OfPayment(owner, "qinghe", back.TransactionId, default);
        Assert.True(story.Replayed);
        Assert.Equal((30L, 15L), (story.Stored.MinorUnits, story.Waiver!.Amount.MinorUnits));
        Assert.Equal((30L, 15L), (Assert.Single(story.Returns).Back.MinorUnits, story.Returns[0].WaivedBack.MinorUnits));
    }

    [Theory, BothDatabases]
    public async Task A_payout_a_month_and_a_refund_are_charged_once_by_two_at_the_same_time(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        world.Clock.Advance(TimeSpan.FromDays(14));
        await world.Publish(Rule("Payouts", FeeKind.Payout, new FeeTerms(0, 100, null, null, RefundPolicy.None), Past));
        await world.Publish(Rule("Monthly", FeeKind.Monthly, new FeeTerms(0, 2_000, null, null, RefundPolicy.None), December.AddDays(-1)));
        await world.Publish(Rule("Refunds", FeeKind.RefundHandling, new FeeTerms(10_000, 0, 5, null, RefundPolicy.None), Past));
        var payment = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(SampleRows.Bill(payment, SampleRows.Refund(1, payment, 2_000)));
        await world.Settle();
        var money = world.Get<SettlementService>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => money.AccrueFees(Actor.Operator, default))));

        await using (var db = world.Db())
        {
            var fees = await db.ServiceFees.OrderBy(fee => fee.Kind).ToListAsync();
            Assert.Equal(
                [(FeeKind.Monthly, 2_000L), (FeeKind.Payout, 100L), (FeeKind.RefundHandling, 20L)],
                fees.Select(fee => (fee.Kind, fee.AmountMinor))
            );
            Assert.Equal((new DateOnly(2026, 12, 1), (DateOnly?)new DateOnly(2026, 12, 1)), (fees[0].BusinessDay, fees[0].Month));
            var story = await world.Get<FeeQueries>().OfService(owner, "qinghe", fees[1].Number, default);
            Assert.True(story.Replayed);
        }

        await world.AssertProven();
        var mine = await world.Get<FeeQueries>().Mine(owner, "qinghe", default);
        Assert.Equal(4, mine.Rules.Count);
    }

    [Theory, BothDatabases]
    public async Task Months_that_no_clock_charged_are_made_up_for_once_by_the_rule_of_their_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (old, _) = await world.Organisation("qinghe");
        var newYear = December.AddDays(45);
        await world.Publish(Rule("Monthly", FeeKind.Monthly, new FeeTerms(0, 2_000, null, null, RefundPolicy.None), Past, newYear));
        await world.Publish(Rule("Dearer", FeeKind.Monthly, new FeeTerms(0, 3_000, null, null, RefundPolicy.None), newYear));
        // The site stands still from November to the end of February; the second merchant came in January.
        world.Clock.Advance(TimeSpan.FromDays(60));
        var (young, _) = await world.Organisation("lantern");
        world.Clock.Advance(TimeSpan.FromDays(40));
        var money = world.Get<SettlementService>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => money.AccrueFees(Actor.Operator, default))));
        Assert.Equal(0, await money.AccrueFees(Actor.Operator, default));

        await using var db = world.Db();
        var fees = await db.ServiceFees.OrderBy(fee => fee.Month).ThenBy(fee => fee.MerchantId).ToListAsync();
        DateOnly[] months = [new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 1)];
        Assert.Equal(
            [(old.Id, months[0], 2_000L), (old.Id, months[1], 2_000L), (old.Id, months[2], 3_000L), (young.Id, months[2], 3_000L)],
            fees.Select(fee => (fee.MerchantId, fee.Month!.Value, fee.AmountMinor))
        );
        Assert.Equal(new DateOnly(2027, 2, 1), fees[2].BusinessDay);

        // Longer than a year: what is older is let go.
        world.Clock.Advance(TimeSpan.FromDays(600));
        var made = await money.AccrueFees(Actor.Operator, default);
        Assert.Equal(2 * (MonthlyFees.MonthsLookedBack + 1), made);
        Assert.Equal(new DateOnly(2027, 10, 1), await db.ServiceFees.Where(fee => fee.Month > months[2]).MinAsync(fee => fee.Month));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_promotion_goes_before_its_rule_and_two_of_one_target_are_refused_by_name(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var promotion = Rule("Winter fair", FeeKind.Payment, FeeTerms.Rate(1_000), Past, December) with
        {
            Nature = FeeNature.Promotion,
            Owner = "Lin Yue",
            Why = "Winter fair",
        };
        var endless = await Assert.ThrowsAsync<Refusal>(() => world.Publish(promotion with { ToUtc = null }));
        Assert.Equal((FeesRefusals.EndNeeded, nameof(FeeRule.ToUtc)), (endless.Code, endless.Field));
        await world.Publish(promotion);
        var twice = await Assert.ThrowsAsync<Refusal>(() => world.Publish(promotion with { Name = "Again" }));
        Assert.Equal([FeesRefusals.Overlap, "Again", "Winter fair"], [twice.Code, .. twice.Args.Select(arg => $"{arg}")]);

        var ask = new FeeTrialAsk(FeeKind.Payment, null, Channel.Wallet, 100_000, Past.AddDays(1), 0);
        var (service, after) = (world.Get<FeeRuleService>(), ask with { AtUtc = December });
        Assert.Equal(100, (await service.Try(officer, ask, default)).Why!.FeeMinor);
        Assert.Equal(600, (await service.Try(officer, after, default)).Why!.FeeMinor);
    }

    [Theory, BothDatabases]
    public async Task A_what_if_compares_past_days_with_a_draft_and_changes_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var refunded = SampleRows.Payment(2, 20_000);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000), refunded, SampleRows.Refund(1, refunded, 5_000)));
        await world.Settle();
        var service = world.Get<FeeWhatIfService>();
        var draft = Rule("Cheaper", FeeKind.Payment, FeeTerms.Rate(5_000), DateTime.UnixEpoch);

        var id = await service.Start(officer, draft, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), "k", default);
        Assert.Equal(id, await service.Start(officer, draft, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), "k", default));
        while (!await service.Continue(Actor.System("fees"), id, default)) { }

        var page = await service.Page(officer, id, default);
        // 60 + (120 − 30) now, 50 + (100 − 25) then.
        Assert.Equal(
            (WhatIfState.Done, 2L, 30_000L, 150L, 125L),
            (page.Run.State, page.Run.Payments, page.Run.GrossMinor, page.Run.NowMinor, page.Run.ThenMinor)
        );
        Assert.Equal(("qinghe", 125L), (Assert.Single(page.Merchants).Merchant, page.Merchants[0].ThenMinor));
        using var file = new MemoryStream();
        await (await world.Get<WhatIfFileService>().Export(officer, id, default)).WriteTo(file, default);
        Assert.Contains(
            "TOTAL,,CNY,2,300.00,1.50,1.25,-0.25,-16.67",
            System.Text.Encoding.UTF8.GetString(file.ToArray()),
            StringComparison.Ordinal
        );
        await world.AssertProven();
    }

    private static FeeRuleDraft Rule(string name, FeeKind kind, FeeTerms terms, DateTime from, DateTime? to = null) =>
        new(name, kind, null, null, Currency.Cny.Code, terms, from, to);
}

file static class SchemeWorld
{
    public static Task<long> Publish(this World world, FeeRuleDraft draft) =>
        world.Get<FeeRuleService>().Publish(Actor.Operator, draft, default);
}
