using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Payments;
using Portal.Tests.Banking;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;
using static Portal.Tests.Approvals.MoneyActCases;

namespace Portal.Tests.Approvals;

/// <summary>
/// Money that changes its owner, above what one person may do in a day: each act alone beneath the limit, asked above it, and every way
/// around the second person.
/// </summary>
public sealed class MoneyActTests
{
    private const long Small = 500_00;
    private const long Large = 2_000_00;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_act_has_its_case()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var kinds = world.Get<IEnumerable<IApprovalHandler>>().OfType<MoneyActApproval>().Select(kind => kind.Name);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Each_act_is_done_alone_beneath_the_limit_and_takes_two_persons_above_it(Provider provider)
    {
        foreach (var (kind, make) in All)
        {
            await using var world = await World.Create(provider);
            var (maker, checker) = await world.Finance();
            var another = await world.Person("another", StaffRole.FinanceOfficer);

            var small = await make(world, Small);
            Assert.True(await small.Do(maker) is null && await small.HasHappened(), $"{kind}: the small one is not done.");

            var large = await make(world, Large);
            var number = await large.Do(maker);
            Assert.True(number is not null, $"{kind}: {Large} fen were moved by one person.");
            Assert.False(await large.HasHappened(), $"{kind}: done before anybody agreed.");
            Assert.Equal(ApprovalsRefusals.ActWaits, (await Refused(() => large.Do(another))).Code);
            Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(maker, number))).Code);
            Assert.True((await Refused(() => world.Approve(another, number))).IsDenied, $"{kind}: decided without the role.");
            Assert.False(await large.HasHappened(), $"{kind}: done by its maker.");
            await world.AssertProven();

            await world.Approve(checker, number);
            Assert.True(await large.HasHappened(), $"{kind}: agreed to and not done.");
            Assert.Equal([MoneyActState.Alone, MoneyActState.Agreed], await States(world, kind));
            await world.AssertProven();
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_turned_down_or_taken_back_does_not_happen_and_may_be_asked_again(Provider provider)
    {
        foreach (var (kind, make) in All)
        {
            await using var world = await World.Create(provider);
            var (maker, checker) = await world.Finance();
            var act = await make(world, Large);
            await world.Reject(checker, (await act.Do(maker))!);
            await world.Withdraw(maker, (await act.Do(maker))!);
            var late = (await act.Do(maker))!;
            world.Clock.Advance(TimeSpan.FromHours(73));
            await world.Get<ApprovalService>().Expire(Actor.System("approvals"), await world.IdOf(late), Ct);
            Assert.Equal(ApprovalState.Expired, await world.StateOf(late));
            Assert.False(await act.HasHappened(), $"{kind}: it happened.");
            // Who asked first may agree to what another asks later: another act.
            var other = await world.Person("other", StaffRole.FinanceApprover);
            await world.Approve(checker, (await act.Do(other))!);
            Assert.True(await act.HasHappened(), $"{kind}: it did not happen.");
            await world.AssertProven();
        }
    }

    [Theory, BothDatabases]
    public async Task A_limit_of_nothing_asks_for_everything(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, _) = await world.Finance();
        await world.Set(await world.Person("admin", StaffRole.Administrator), OperationsPolicies.ActAloneMaxYuan, "0");
        foreach (var (kind, make) in All)
        {
            Assert.True(await (await make(world, 50_00)).Do(maker) is not null, $"{kind} was done alone.");
        }

        // A number nobody has paid to yet moves nothing: a site is set up without a second person.
        var (merchant, _) = await world.Organisation("fresh");
        var row = await world.Get<GatewayAccountService>().Add(maker, Gateways.Wechat, "1999000001", merchant.Slug, null, Ct);
        Assert.Equal((null, merchant.Slug), (row.Asked, row.Merchant));
    }

    [Theory, BothDatabases]
    public async Task Many_small_acts_of_a_day_are_a_large_one_also_through_a_second_account(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.FinanceOfficer);
        var same = await world.Person("one+again", StaffRole.FinanceOfficer);
        var other = await world.Person("other", StaffRole.FinanceOfficer);
        async Task<bool> Alone(Actor who, long fen) => await (await Assign(world, fen, null)).Do(who) is null;

        Assert.True(await Alone(one, 600_00));
        Assert.False(await Alone(one, 600_00));
        Assert.False(await Alone(same, 600_00));
        Assert.True(await Alone(one, 400_00));
        Assert.False(await Alone(one, 1));
        // The control: somebody else, and the same one on another day.
        Assert.True(await Alone(other, 600_00));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await Alone(same, 1_000_00));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_one_merchant_is_given_in_a_day_adds_up_whoever_gives_it_and_however(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var (maker, _) = await world.Finance();
        var other = await world.Person("other", StaffRole.FinanceOfficer);
        var payout = await world.Owe("qinghe", 1, 500_00);
        var another = await world.Owe("lantern", 2, 500_00);
        await world.Set(await world.Person("admin", StaffRole.Administrator), OperationsPolicies.PayoutAloneMaxYuan, "100000");
        async Task<bool> Alone(Actor who, string slug) => await (await Assign(world, 600_00, slug)).Do(who) is null;
        async Task<BatchState> Batch(string number)
        {
            var batch = await world.Batch(maker, number);
            return (await world.Get<PayoutQueries>().Batch(maker, batch, default)).Batch.State;
        }

        Assert.True(await Alone(maker, "qinghe"));
        Assert.False(await Alone(other, "qinghe"));
        Assert.Equal(BatchState.Proposed, await Batch(payout.Number));
        // The control: another merchant, the same sums the other way round.
        Assert.Equal(BatchState.Approved, await Batch(another.Number));
        Assert.False(await Alone(other, "lantern"));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await Alone(other, "lantern"));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Nobody_gives_to_their_own_organisation_on_their_word_alone(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var tied = await world.Person("tied", StaffRole.FinanceOfficer);
        var free = await world.Person("free", StaffRole.FinanceOfficer);
        var payout = await world.Owe("qinghe", 1, 100_00);
        var (merchant, _) = await world.Organisation("lantern");
        await world.Set(await world.Person("admin", StaffRole.Administrator), OperationsPolicies.PayoutAloneMaxYuan, "1000");
        var qinghe = await Ask(world, db => db.Merchants.Where(row => row.Slug == "qinghe").Select(row => row.Id).SingleAsync());
        await world.Join(qinghe, tied, MerchantRole.FinanceViewer);
        await world.Join(merchant.Id, tied, MerchantRole.Owner);
        var numbers = world.Get<GatewayAccountService>();
        async Task<bool> Alone(Actor who, string slug) => await (await Assign(world, 1_00, slug)).Do(who) is null;

        Assert.False(await Alone(tied, "qinghe"));
        // A number nobody has paid to yet would bring them what comes.
        Assert.NotNull((await numbers.Add(tied, Gateways.Wechat, "1999000009", merchant.Slug, "Ours.", Ct)).Asked);
        var batch = await world.Batch(tied, payout.Number);
        Assert.Equal(BatchState.Proposed, (await world.Get<PayoutQueries>().Batch(tied, batch, default)).Batch.State);
        // The control: somebody without a tie, and the same person for others.
        Assert.True(await Alone(free, "qinghe"));
        Assert.True(await (await Assign(world, 1_00, null)).Do(tied) is null);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Acts_sent_together_are_judged_one_after_the_other_by_person_and_by_payee(Provider provider)
    {
        const int Together = 8;
        await using var world = await World.Create(provider);
        var people = new List<Actor>();
        foreach (var n in Enumerable.Range(0, Together))
        {
            people.Add(await world.Person($"officer-{n}", StaffRole.FinanceOfficer));
        }

        await world.Organisation("qinghe");
        await world.Organisation("lantern");
        // By one person to many, by many to one; each in a row and then all at once. ¥300 of ¥1,000: three fit.
        Assert.Equal(3, await AloneOf(world, people[0], null, together: false));
        Assert.Equal(3, await AloneOf(world, people[1], null, together: true));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, await AloneOf(world, null, "qinghe", together: false));
        Assert.Equal(3, await AloneOf(world, null, "lantern", together: true));
        await world.AssertProven();

        async Task<int> AloneOf(World site, Actor? who, string? slug, bool together)
        {
            var acts = new List<ReadyAct>();
            foreach (var _ in Enumerable.Range(0, Together))
            {
                acts.Add(await Assign(site, 300_00, slug));
            }

            using var start = new Barrier(together ? Together : 1);
            var alone = 0;
            async Task One(int n)
            {
                start.SignalAndWait(Ct);
                if (await acts[n].Do(who ?? people[n]) is null)
                {
                    Interlocked.Increment(ref alone);
                }
            }

            if (together)
            {
                await Task.WhenAll(
                    Enumerable
                        .Range(0, Together)
                        .Select(n =>
                            Task.Factory.StartNew(() => One(n), Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
                        )
                );
            }
            else
            {
                foreach (var n in Enumerable.Range(0, Together))
                {
                    await One(n);
                }
            }

            return alone;
        }
    }

    [Theory, BothDatabases]
    public async Task The_same_asked_by_many_at_once_waits_once_and_is_done_once(Provider provider)
    {
        const int Together = 6;
        foreach (var (kind, make) in All)
        {
            await using var world = await World.Create(provider);
            var act = await make(world, Large);
            var people = new List<Actor>();
            foreach (var n in Enumerable.Range(0, Together))
            {
                people.Add(await world.Person($"approver-{n}", StaffRole.FinanceApprover));
            }

            var asked = await Task.WhenAll(people.Select(who => Task.Run(() => Answer(() => act.Do(who)), Ct)));
            var number = Assert.Single(asked, one => one.StartsWith("AP-", StringComparison.Ordinal));
            Assert.All(asked.Where(one => one != number), one => Assert.Equal(ApprovalsRefusals.ActWaits, one));
            var decided = await Task.WhenAll(
                people.Select(who =>
                    Task.Run(
                        () =>
                            Answer(async () =>
                            {
                                await world.Approve(who, number);
                                return "done";
                            }),
                        Ct
                    )
                )
            );
            Assert.Single(decided, "done");
            Assert.True(await act.HasHappened(), kind);
            Assert.Equal([MoneyActState.Agreed], await States(world, kind));
            await world.AssertProven();
        }

        static async Task<string> Answer(Func<Task<string?>> act)
        {
            try
            {
                return await act() ?? "alone";
            }
            catch (Refusal lost)
            {
                return lost.Code;
            }
        }
    }

    [Theory, BothDatabases]
    public async Task What_changed_while_it_waited_is_not_what_was_asked(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        var (merchant, _) = await world.Organisation("qinghe");
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(900_001, Large, merchantNo: "1999000002")));
        var numbers = world.Get<GatewayAccountService>();
        Task<GatewayAccountRow> Add() => numbers.Add(maker, Gateways.Wechat, "1999000002", merchant.Slug, "By contract.", Ct);
        var first = (await Add()).Asked!;
        // More comes in for the number: what would be given is more than what was shown.
        await world.ImportAndPost(
            SampleRows.Bill(
                SampleRows.Payment(900_002, 1, MoneyWorld.Day.ToDateTime(new(2, 0), DateTimeKind.Utc).AddDays(-1), "1999000002")
            )
        );
        Assert.Equal(ApprovalsRefusals.ContentChanged, (await Refused(() => world.Approve(checker, first))).Code);
        Assert.Equal(ApprovalState.Superseded, await world.StateOf(first));
        await world.Approve(checker, (await Add()).Asked!);

        // A bill rejected, a transfer found on its way: what waited falls with it, and says so to whoever comes to agree.
        var bill = await All[BillAcceptApproval.KindName](world, Large);
        var accept = (await bill.Do(maker))!;
        await world
            .Get<BillService>()
            .Decide(maker, await Ask(world, db => db.Bills.MaxAsync(row => row.Id)), false, "A new one comes.", Ct);
        Assert.Equal(ApprovalsRefusals.AlreadyDecided, (await Refused(() => world.Approve(checker, accept))).Code);
        Assert.Equal([MoneyActState.Dropped], await States(world, BillAcceptApproval.KindName));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_number_that_is_remembered_counts_with_all_that_waits_for_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        var (merchant, _) = await world.Organisation("qinghe");
        var rows = Enumerable.Range(910_001, 4).Select(n => SampleRows.Payment(n, 400_00, merchantNo: "1999000003"));
        await world.ImportAndPost(SampleRows.Bill(rows));
        var item = await Ask(world, db => db.ExceptionItems.Select(row => row.Id).FirstAsync());
        var service = world.Get<ExceptionService>();
        var asked = await service.Assign(maker, item, merchant.Slug, remember: true, "Their second till.", Ct);
        Assert.NotNull(asked.Asked);
        var page = await world.Get<ApprovalListService>().Read(checker, asked.Asked, Ct);
        Assert.Equal("160000", page.Lines.Single(line => line.Field == "amount").After);
        await world.Withdraw(maker, asked.Asked);
        // Without the number it is the one payment.
        Assert.Null((await service.Assign(maker, item, merchant.Slug, remember: false, "Their second till.", Ct)).Asked);
        await world.AssertProven();
    }

    private static Task<List<MoneyActState>> States(World world, string kind) =>
        Ask(world, db => db.MoneyActs.Where(row => row.Kind == kind).OrderBy(row => row.Id).Select(row => row.State).ToListAsync());
}
