using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Architecture;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>From a payout that waits to a bank file: two persons, the right account, once.</summary>
public sealed class PayoutBatchTests
{
    private static readonly string[] Judging = ["\"MoneyActs\"", "\"Memberships\"", "\"AuditRecords\""];

    [Theory, BothDatabases]
    public async Task A_batch_takes_two_persons_and_leaves_in_one_file_S_02(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount(5_000_00);
        var finance = await world.Finance();
        var small = await world.Owe("qinghe", 1, 2_000_00);
        var large = await world.Owe("lantern", 2, 11_000_00);
        var batch = await world.Batch(finance.Maker, small.Number, large.Number);

        var page = await world.Get<PayoutQueries>().Batch(finance.Maker, batch, default);
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await ApprovalWorld.Refused(() => world.Approve(finance.Maker, page.Approval!))).Code);
        Assert.Equal(SettlementRefusals.PayoutTaken, (await ApprovalWorld.Refused(() => world.Batch(finance.Maker, small.Number))).Code);
        await world.Agree(finance.Checker, batch);
        Assert.Equal(PayoutState.Approved, await world.PayoutState(small.Number));

        // The work row is run by many at once; whoever is second finds it written.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.Write(batch))));
        var files = world.Get<PayoutFileService>();
        foreach (var format in Enum.GetValues<BankFileFormat>())
        {
            var first = await files.Download(finance.Maker, batch, format, default);
            var again = await files.Download(finance.Checker, batch, format, default);
            Assert.Equal(await first.File.WriteTo(Stream.Null, default), await again.File.WriteTo(Stream.Null, default));
            Assert.Equal((4, small.AmountMinor + large.AmountMinor), (first.Transfers, first.TotalMinor));
        }

        await using var db = world.Db();
        var transfers = await db.BankTransfers.Where(row => row.PayoutId == large.Id).OrderBy(row => row.Part).ToListAsync();
        Assert.Equal(["P1", "P2", "P3"], transfers.Select(row => row.EndToEndId[^2..]));
        Assert.All(transfers, row => Assert.True(row.AmountMinor <= 5_000_00));
        Assert.Equal(large.AmountMinor, transfers.Sum(row => row.AmountMinor));
        Assert.Equal(Money.Cny(-small.AmountMinor - large.AmountMinor), await world.Stands(LedgerCode.InTransit));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.MerchantPayable(large.MerchantId)));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_may_not_leave_does_not_get_into_a_file(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var wrong = await world.Owe("qinghe", 1, 2_000_00, holder: "Somebody Else Ltd.");
        var right = await world.Owe("lantern", 2, 2_000_00);
        Assert.Equal(BankingRefusals.CannotLeave, (await ApprovalWorld.Refused(() => world.Batch(finance.Maker, wrong.Number))).Code);
        var desk = world.Get<PayoutQueries>();
        var rows = (await desk.List(finance.Maker, null, new PageAsk(), default)).Rows;
        Assert.Equal(PayoutHurdle.HolderDiffers, rows.Single(row => row.Number == wrong.Number).Hurdle);

        // An account that changes while the batch waits: what the second person would agree to is not what was proposed.
        var batch = await world.Batch(finance.Maker, right.Number);
        var approval = (await desk.Batch(finance.Checker, batch, default)).Approval!;
        await world
            .Get<BankAccountService>()
            .Install(Actor.Operator, "lantern", ApprovalWorld.Form("9900112233445566", "lantern Trading Co., Ltd."), default);
        Assert.Equal(ApprovalsRefusals.ContentChanged, (await ApprovalWorld.Refused(() => world.Approve(finance.Checker, approval))).Code);
        Assert.Equal(BatchState.Dropped, (await desk.Batch(finance.Checker, batch, default)).Batch.State);
        Assert.Equal(BankingRefusals.CannotLeave, (await ApprovalWorld.Refused(() => world.Batch(finance.Maker, right.Number))).Code);
        world.Clock.Advance(TimeSpan.FromHours(49));
        var later = await world
            .Get<PayoutBatchService>()
            .Propose(finance.Maker, new BatchDraft("main", [right.Number], new(2026, 11, 23), "Due."), ApprovalWorld.Key, default);
        await world.Agree(finance.Checker, later);
        await world.Write(later);
        Assert.Equal(PayoutState.InFile, await world.PayoutState(right.Number));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_day_that_is_past_is_said_at_its_field_and_a_bank_is_not_asked_for_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 2_000_00);
        var yesterday = BankWorld.Today.AddDays(-1);
        var refusal = await ApprovalWorld.Refused(() =>
            world
                .Get<PayoutBatchService>()
                .Propose(finance.Maker, new BatchDraft("main", [payout.Number], yesterday, "Due."), ApprovalWorld.Key, default)
        );
        Assert.Equal((BankingRefusals.DayPast, nameof(BatchDraft.ExecutionDay)), (refusal.Code, refusal.Field));
        // Control: today can be asked for.
        Assert.StartsWith("PB-", await world.Batch(finance.Maker, payout.Number), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Another_name_leaves_only_where_a_second_person_agreed_to_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 2_000_00, holder: "Owner In Person");
        await using var db = world.Db();
        Assert.True((await db.BankAccounts.SingleAsync()).HolderDiffers);
        var owner = await world.Member(await db.Merchants.SingleAsync(row => row.Slug == "qinghe"), MerchantRole.FinanceManager);
        var change = await world.ProposeBank(owner, form: ApprovalWorld.Form(holder: "Owner In Person"));
        await world.Approve(finance.Checker, change);
        world.Clock.Advance(TimeSpan.FromHours(49));
        var batch = await world
            .Get<PayoutBatchService>()
            .Propose(finance.Maker, new BatchDraft("main", [payout.Number], new(2026, 11, 23), "Due."), ApprovalWorld.Key, default);
        Assert.StartsWith("PB-2026112", batch, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_small_batch_needs_no_second_person_where_the_site_says_so(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 99_00);
        var administrator = await world.Person("admin", StaffRole.Administrator);
        await world.Set(administrator, OperationsPolicies.PayoutAloneMaxYuan, "100");
        var batch = await world.Batch(finance.Maker, payout.Number);
        var page = await world.Get<PayoutQueries>().Batch(finance.Maker, batch, default);
        Assert.Equal((BatchState.Approved, PayoutBatchService.Policy, null), (page.Batch.State, page.ApprovedBy, page.Approval));
    }

    /// <summary>Whoever judges has the turn of all acts of money: it must not grow with the batch.</summary>
    [Theory, BothDatabases]
    public async Task What_a_batch_asks_of_the_database_to_be_judged_does_not_grow_with_its_payees(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var (maker, _) = await world.Finance();
        await world.Set(await world.Person("admin", StaffRole.Administrator), OperationsPolicies.PayoutAloneMaxYuan, "1000");
        var payouts = new List<string>();
        for (var at = 1; at <= 5; at++)
        {
            payouts.Add((await world.Owe($"payee-{at}", at, 50_00)).Number);
        }

        using var waits = Waits.Watch();
        int Judged() =>
            waits.Statements.Count(sql =>
                Judging.Any(table => sql.Contains(table, StringComparison.Ordinal)) && sql.StartsWith("SELECT", StringComparison.Ordinal)
            );
        await world.Batch(maker, payouts[0]);
        var one = Judged();
        waits.Forget();
        await world.Batch(maker, [.. payouts[1..]]);
        Assert.InRange(one, 3, 12);
        Assert.Equal(one, Judged());
        await using var db = world.Db();
        Assert.Equal(5, await db.MoneyActs.CountAsync(row => row.Kind == PayoutBatchApproval.KindName));
    }

    [Theory, BothDatabases]
    public async Task A_batch_is_completed_by_the_last_of_its_payouts_however_that_ends(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var (one, two) = (await world.Owe("qinghe", 1, 1_000_00), await world.Owe("lantern", 2, 2_000_00));
        var batch = await world.Leave(finance, one.Number, two.Number);
        var desk = world.Get<PayoutQueries>();

        async Task<BatchState> State() => (await desk.Batch(finance.Maker, batch, default)).Batch.State;

        await world.Bank(new CamtText("d1", 50_000_00, BankWorld.Today, 1).Out("B1", one.AmountMinor, one.Number).Xml());
        Assert.Equal(BatchState.Sent, await State());
        var next = new CamtText("d2", 50_000_00 - one.AmountMinor, BankWorld.Today, 2)
            .Out("B2", two.AmountMinor, two.Number)
            .In("B3", two.AmountMinor, two.Number, returned: "AC04");
        await world.Bank(next.Xml());
        Assert.Equal(BatchState.Settled, await State());
        // Said once more, it is so already; and its file is still there to be read.
        await world.Get<PayoutBatchService>().MarkSent(finance.Maker, batch, default);
        Assert.Equal(BatchState.Settled, await State());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_keeps_a_payout_is_said_by_its_cause_and_all_that_are_ready_are_found_on_every_page(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payouts = new List<Payout>();
        foreach (var at in Enumerable.Range(1, 5))
        {
            payouts.Add(await world.Owe($"merchant-{at}", at, 100_00 * at));
        }

        await world.Get<PayoutHoldService>().Hold(finance.Maker, "merchant-1", "A dispute is open.", null, default);
        await using (var db = world.Db())
        {
            var until = world.Clock.UtcNow().AddHours(5);
            var held = payouts[1].Id;
            await db.Sealed(
                db.Payouts.Where(row => row.Id == held),
                rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.HoldUntilUtc, until)),
                default
            );
        }

        var desk = world.Get<PayoutQueries>();
        var rows = (await desk.List(finance.Maker, null, new PageAsk(), default)).Rows.ToDictionary(row => row.Number);
        Assert.Equal((PayoutHurdle.Stopped, PayoutProgress.Stopped), (rows[payouts[0].Number].Hurdle, rows[payouts[0].Number].Progress));
        Assert.Equal(
            (PayoutHurdle.OnHold, PayoutProgress.AccountChanged),
            (rows[payouts[1].Number].Hurdle, rows[payouts[1].Number].Progress)
        );
        var statements = await world.Get<StatementService>().ListAll(finance.Maker, null, null, new PageAsk(), default);
        Assert.Equal(
            [
                PayoutProgress.Stopped,
                PayoutProgress.AccountChanged,
                PayoutProgress.Proposed,
                PayoutProgress.Proposed,
                PayoutProgress.Proposed,
            ],
            statements.Rows.OrderBy(row => row.Merchant).Select(row => row.Progress)
        );

        var first = await desk.List(finance.Maker, null, new PageAsk(Size: 2), default);
        var ready = await desk.Ready(finance.Maker, default);
        Assert.Equal(2, first.Rows.Count);
        Assert.Equal(payouts.Skip(2).Select(row => row.Number), ready.Rows.Select(row => row.Number).Order());
        Assert.Equal(payouts.Skip(2).Sum(row => row.AmountMinor), ready.Rows.Sum(row => row.AmountMinor));
        await world.Batch(finance.Maker, [.. ready.Rows.Select(row => row.Number)]);
        Assert.Empty((await desk.Ready(finance.Maker, default)).Rows);
    }

    [Theory, BothDatabases]
    public async Task Small_batches_of_one_day_add_up_to_a_large_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var another = await world.Person("another", StaffRole.FinanceOfficer);
        string[] payouts =
        [
            (await world.Owe("qinghe", 1, 60_00)).Number,
            (await world.Owe("lantern", 2, 60_00)).Number,
            (await world.Owe("harbour", 3, 30_00)).Number,
        ];
        await world.Set(await world.Person("admin", StaffRole.Administrator), OperationsPolicies.PayoutAloneMaxYuan, "100");
        var states = new List<BatchState>();
        foreach (var (maker, payout) in new[] { finance.Maker, another, finance.Maker }.Zip(payouts))
        {
            var batch = await world.Batch(maker, payout);
            states.Add((await world.Get<PayoutQueries>().Batch(maker, batch, default)).Batch.State);
        }

        // The second would make ¥120 of one day, whoever proposes it; the third is within ¥100 with the first.
        Assert.Equal([BatchState.Approved, BatchState.Proposed, BatchState.Approved], states);
        // What leaves on one person's word is that person's act, and says that nobody else agreed.
        await using var db = world.Db();
        var alone = await db.AuditRecords.Where(row => row.Action == "payout-batch.approved").ToListAsync();
        Assert.Equal(2, alone.Count);
        Assert.All(alone, row => Assert.Equal(finance.Maker.UserId, row.ActorId));
        Assert.All(alone, row => Assert.Contains("\"Alone\":true", row.After, StringComparison.Ordinal));
    }
}
