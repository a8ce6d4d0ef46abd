using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>The second person sees whom a batch pays, where and how much, before agreeing; and agrees to nothing else than that.</summary>
public sealed class BatchReviewTests
{
    [Theory, BothDatabases]
    public async Task Payees_stand_in_full_with_what_is_unusual_first_and_our_balance_before_and_after(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        // One that was paid before and has another account now, and two that never were.
        var known = await world.Owe("qinghe", 1, 1_000_00);
        var first = await world.Owe("lantern", 2, 300_00);
        var next = await world.Owe("harbour", 3, 100_00);
        await Paid(world, finance, known);
        await world
            .Get<BankAccountService>()
            .Install(Actor.Operator, "qinghe", ApprovalWorld.Form("4400186320105309", "qinghe Trading Co., Ltd."), default);
        world.Clock.Advance(TimeSpan.FromDays(3));
        var changed = await Again(world, known, 9_000_00);
        var batch = await world.Get<PayoutBatchService>().Propose(finance.Maker, Draft(changed, first), ApprovalWorld.Key, default);

        var review = await world.Get<BatchReviewService>().Read(finance.Checker, batch, 50, default);

        Assert.Equal([changed.Number, first.Number], review.Payees.Select(row => row.Payout));
        Assert.Equal(["qinghe Trading Co., Ltd.", "lantern Trading Co., Ltd."], review.Payees.Select(row => row.Holder));
        Assert.Equal(["5309", "0002"], review.Payees.Select(row => row.Last4));
        Assert.All(review.Payees, row => Assert.Equal(("105100000017", true), (row.BankCode, row.IsFirst)));
        Assert.Equal([true, false], review.Payees.Select(row => row.ChangedUtc is not null));
        Assert.Equal([true, false], review.Payees.Select(row => row.IsLarge));
        Assert.Equal((2, 2, 1, 0, 1, 0), (review.Count, review.First, review.Changed, review.Differing, review.Large, review.Held));
        Assert.Equal(changed.AmountMinor + first.AmountMinor, review.TotalMinor);
        Assert.True(review.IsAsProposed);
        var stands = (await world.Stands(Domain.Ledger.LedgerCode.Bank)).MinorUnits;
        Assert.Equal(
            (stands, 0L, stands - review.TotalMinor),
            (review.Funds.BalanceMinor, review.Funds.OnTheirWayMinor, review.Funds.AfterMinor)
        );

        // What is agreed to and not yet debited is no longer there for the next batch.
        await world.Agree(finance.Checker, batch);
        await world.Write(batch);
        var second = await world.Get<PayoutBatchService>().Propose(finance.Maker, Draft(next), ApprovalWorld.Key, default);
        var after = await world.Get<BatchReviewService>().Read(finance.Checker, second, 50, default);
        Assert.Equal(review.TotalMinor, after.Funds.OnTheirWayMinor);
    }

    /// <summary>Somebody with a hand in the database turns one value after the page was read; each is refused, the control goes through.</summary>
    [Theory, BothDatabases]
    public async Task Whatever_of_a_payee_changes_between_showing_and_agreeing_refuses(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 2_000_00);
        await using var db = world.Db();
        Func<Task<int>>[] turns =
        [
            () => db.BankAccounts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Last4, "9999")),
            () => db.BankAccounts.ExecuteUpdateAsync(set => set.SetProperty(row => row.BankCode, "102100099996")),
            // Another way to write the same name: no hurdle sees it, and it is not what was shown.
            () => db.BankAccounts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, "QINGHE Trading Co., Ltd.")),
            () => db.Payouts.ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountMinor, row => row.AmountMinor + 1)),
        ];
        foreach (var turn in turns)
        {
            var batch = await world.Batch(finance.Maker, payout.Number);
            var page = await Shown(world, finance.Checker, batch);
            await turn();
            Assert.False((await world.Get<BatchReviewService>().Read(finance.Checker, batch, 50, default)).IsAsProposed);
            var refused = await ApprovalWorld.Refused(() =>
                world.Get<ApprovalService>().Approve(finance.Checker, page.Row.Number, page.Hash, null, default)
            );
            Assert.Equal(ApprovalsRefusals.ContentChanged, refused.Code);
        }

        // The control: nothing turns, and it is agreed to.
        var last = await world.Batch(finance.Maker, payout.Number);
        var control = await Shown(world, finance.Checker, last);
        await world.Get<ApprovalService>().Approve(finance.Checker, control.Row.Number, control.Hash, null, default);
        Assert.Equal(PayoutState.Approved, await world.PayoutState(payout.Number));
    }

    [Theory, BothDatabases]
    public async Task A_large_batch_says_how_many_are_shown_and_its_file_has_all_of_them(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payouts = new List<Payout>();
        for (var at = 1; at <= 7; at++)
        {
            payouts.Add(await world.Owe(string.Create(CultureInfo.InvariantCulture, $"shop-{at}"), at, at * 100_00));
        }

        var batch = await world.Batch(finance.Maker, [.. payouts.Select(row => row.Number)]);
        var reviews = world.Get<BatchReviewService>();
        var part = await reviews.Read(finance.Checker, batch, 3, default);
        Assert.Equal((3, 7, payouts.Sum(row => row.AmountMinor)), (part.Payees.Count, part.Count, part.TotalMinor));
        // All are first payouts: the largest of them first.
        Assert.Equal(
            payouts.OrderByDescending(row => row.AmountMinor).Take(3).Select(row => row.Number),
            part.Payees.Select(row => row.Payout)
        );

        var file = await world.Get<BatchPayeesFileService>().Export(finance.Checker, batch, default);
        using var bytes = new MemoryStream();
        await file.WriteTo(bytes, default);
        var lines = Encoding.UTF8.GetString(bytes.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var whole = await reviews.Read(finance.Checker, batch, 50, default);
        Assert.Equal(whole.Payees.Select(row => row.Payout), lines[1..^1].Select(line => line.Split(',')[0].TrimStart('\uFEFF')));
        Assert.Contains(Money.Cny(whole.TotalMinor).ToPlainString(), lines[^1], StringComparison.Ordinal);
        Assert.All(
            lines,
            line =>
                Assert.Equal(lines[0].Split(',').Length, line.Replace("Co., Ltd.", "Co. Ltd.", StringComparison.Ordinal).Split(',').Length)
        );
    }

    /// <summary>Another payment to the same merchant, two days later, settled: another payout waits.</summary>
    private static async Task<Payout> Again(World world, Payout before, long fen)
    {
        var day = MoneyWorld.Day.AddDays(2);
        var noon = day.ToDateTime(new TimeOnly(4, 0), DateTimeKind.Utc);
        await world.ImportAndPost(SampleRows.Bill([SampleRows.Payment(91, fen, noon, "1900000301")]));
        await world.Settle(day);
        await using var db = world.Db();
        return await db.Payouts.SingleAsync(row => row.MerchantId == before.MerchantId && row.Id != before.Id);
    }

    private static BatchDraft Draft(params Payout[] payouts) =>
        new("main", [.. payouts.Select(row => row.Number)], new DateOnly(2026, 12, 31), "Due.");

    private static async Task<ApprovalPage> Shown(World world, Actor checker, string batch)
    {
        var number = (await world.Get<PayoutQueries>().Batch(checker, batch, default)).Approval!;
        return await world.Get<ApprovalListService>().Read(checker, number, default);
    }

    private static async Task Paid(World world, (Actor, Actor) finance, Payout payout)
    {
        await world.Leave(finance, payout.Number);
        await world.Bank(new CamtText("d1", 50_000_00, BankWorld.Today).Out("B1", payout.AmountMinor, payout.Number).Xml());
        Assert.Equal(PayoutState.Paid, await world.PayoutState(payout.Number));
    }
}
