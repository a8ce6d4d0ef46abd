using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Demo;
using Portal.Domain.Fees;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Tests.Reports;

/// <summary>What pages ask for is what is stored: each list and figure is held against a count of the rows it speaks of.</summary>
[Collection(DemoSites.Name)]
public sealed class DemoReadsTests(DemoSites sites)
{
    private static readonly PageAsk Whole = new(PageAsk.SizeMax);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Terms_reserves_adjustments_and_the_next_run_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var finance = await sites.Who(provider, DemoPeople.Finance.Email);
        var owner = await sites.Who(provider, "xu.ning@yuelai.example");
        await using var db = world.Db();
        var yuelai = await db.Merchants.SingleAsync(row => row.Slug == "yuelai", Ct);
        var held = await db
            .ReserveBuckets.Where(row => row.MerchantId == yuelai.Id && row.ReleasedEntryId == null)
            .SumAsync(row => row.AmountMinor, Ct);
        Assert.True(held > 0);

        var reserve = await world.Get<ReserveService>().Of(owner, "yuelai", Ct);
        Assert.Equal(held, reserve.BalanceMinor);
        Assert.NotEmpty(reserve.Schedule);

        var terms = world.Get<SettlementTermsService>();
        var all = await terms.List(finance, false, Whole, Ct);
        Assert.Equal(await db.Merchants.CountAsync(Ct), all.Rows.Count);
        Assert.Equal(held, all.Rows.Single(row => row.Merchant == "yuelai").ReserveMinor);
        Assert.Equal("lantern", Assert.Single((await terms.List(finance, true, Whole, Ct)).Rows).Merchant);
        var lantern = await terms.Page(finance, "lantern", Ct);
        Assert.Equal(SettlementCycle.Weekly, lantern.Now.Terms.Cycle);
        Assert.True(Assert.Single(lantern.Holds).Holds);

        var adjustments = world.Get<AdjustmentService>();
        Assert.Equal(128_00, Assert.Single((await adjustments.List(finance, null, Whole, Ct)).Rows).AmountMinor);
        Assert.Single((await adjustments.List(finance, "yuelai", Whole, Ct)).Rows);
        Assert.Empty((await adjustments.List(finance, "qinghe", Whole, Ct)).Rows);

        var through = world.Get<SettlementZone>().Today(world.Clock).AddDays(-1);
        var next = await world.Get<RunPagesService>().Estimate(finance, through, Ct);
        Assert.Equal(through, next.Through);
        Assert.Equal(0, next.UnpostedBills);
        Assert.False(next.FeesToCome);
    }

    [Theory, BothDatabases]
    public async Task Fees_what_ifs_and_gateways_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var finance = await sites.Who(provider, DemoPeople.Finance.Email);
        await using var db = world.Db();
        var proposal = Assert.Single(await world.Get<FeeRuleService>().Proposals(finance, Ct));
        Assert.Equal("Contract signed for twelve months.", proposal.Reason);
        Assert.Empty(await world.Get<VatRateService>().Proposals(finance, Ct));

        var whatIfs = world.Get<FeeWhatIfService>();
        var run = Assert.Single(await whatIfs.List(finance, Ct));
        var total = await whatIfs.Total(finance, run.Id, Ct);
        Assert.Equal((run.Number, run.Payments, run.GrossMinor), (total.Number, total.Payments, total.GrossMinor));
        Assert.True(total.Payments > 0 && total.Days == total.DaysDone);
        // It is over: stopping it changes nothing.
        await whatIfs.Cancel(finance, run.Id, Ct);
        Assert.Equal(run.State, (await whatIfs.Total(finance, run.Id, Ct)).State);

        var numbers = await world.Get<GatewayAccountService>().List(finance, Ct);
        Assert.Equal(await db.GatewayAccounts.CountAsync(Ct), numbers.Count);
        Assert.Equal("qinghe", numbers.Single(row => row.MerchantNo == DemoGateways.AlipayPartner).Merchant);
        // The unclaimed stand first.
        Assert.Equal([.. numbers.OrderBy(row => row.Merchant is not null)], numbers);
    }

    [Theory, BothDatabases]
    public async Task Approvals_wait_for_whom_they_wait(Provider provider)
    {
        var world = await sites.Of(provider);
        var (maker, checker) = (await sites.Who(provider, DemoPeople.Finance.Email), await sites.Who(provider, DemoPeople.Approver.Email));
        var owner = await sites.Who(provider, DemoPeople.Merchant.Email);
        await using var db = world.Db();
        var list = world.Get<ApprovalListService>();
        var mine = await list.List(maker, ApprovalView.Mine, null, Whole, Ct);
        Assert.Equal(await db.Approvals.CountAsync(row => row.MakerId == maker.UserId, Ct), mine.Rows.Count);
        Assert.NotEmpty(mine.Rows);
        var forMe = await list.List(checker, ApprovalView.ForMe, null, Whole, Ct);
        Assert.Equal(forMe.Rows.Count, await list.Waiting(checker, Ct));
        Assert.All(mine.Rows, row => Assert.Contains(forMe.Rows, waiting => waiting.Number == row.Number));
        Assert.DoesNotContain((await list.List(maker, ApprovalView.ForMe, null, Whole, Ct)).Rows, row => mine.Rows.Contains(row));
        var kind = mine.Rows[0].Kind;
        Assert.All((await list.List(checker, ApprovalView.ForMe, kind, Whole, Ct)).Rows, row => Assert.Equal(kind, row.Kind));
        Assert.Empty((await list.List(checker, ApprovalView.Decided, null, Whole, Ct)).Rows);
        var ours = await list.OfMerchant(owner, "qinghe", Whole, Ct);
        Assert.All(ours.Rows, row => Assert.Equal("qinghe", row.Merchant));
    }

    [Theory, BothDatabases]
    public async Task People_organisations_work_and_the_trail_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var administrator = await sites.Who(provider, DemoPeople.Administrator.Email);
        var auditor = await sites.Who(provider, "qian.lan@portal.example");
        await using var db = world.Db();
        var directory = world.Get<DirectoryService>();
        Assert.Equal(await db.Users.CountAsync(Ct), (await directory.People(administrator, false, null, Whole, Ct)).Rows.Count);
        var staff = await directory.People(administrator, true, null, Whole, Ct);
        Assert.Equal(DemoPeople.All.Count(person => person.Staff is not null), staff.Rows.Count);
        Assert.Equal("Lin Wei", Assert.Single((await directory.People(administrator, false, "Lin W", Whole, Ct)).Rows).DisplayName);
        Assert.Equal(await db.Merchants.CountAsync(Ct), (await directory.Merchants(administrator, null, Whole, Ct)).Rows.Count);
        Assert.Equal("lantern", Assert.Single((await directory.Merchants(administrator, "lant", Whole, Ct)).Rows).Slug);

        var person = await world.Get<StaffService>().Person(administrator, auditor.UserId, Ct);
        Assert.Equal(("Qian Lan", "qian.lan@portal.example"), (person.DisplayName, person.Email));

        var work = await world.Get<JobsService>().List(administrator, null, Whole, Ct);
        Assert.Equal(await db.WorkItems.CountAsync(Ct), work.Counts.Values.Sum());
        Assert.DoesNotContain(work.Page.Rows, row => row.State == WorkState.Done);

        var trail = world.Get<AuditTrailService>();
        Assert.Empty(await world.Get<CredentialService>().Passkeys(administrator, Ct));
        var told = await db.Notices.Where(row => row.MailedUtc == null && row.ReadUtc == null).OrderBy(row => row.Id).FirstAsync(Ct);
        var letter = (await world.Get<NoticeMailService>().Letter(Actor.System("mail"), told.Id, Ct))!;
        Assert.Equal(await db.Users.Where(row => row.Id == told.UserId).Select(row => row.Email).SingleAsync(Ct), letter.ToAddress);
        Assert.Single(letter.Notices);
        Assert.Null(await world.Get<NoticeMailService>().Letter(Actor.System("mail"), 999_999, Ct));

        var actions = await trail.Actions(auditor, Ct);
        Assert.Equal(await db.AuditRecords.Select(row => row.Action).Distinct().CountAsync(Ct), actions.Count);
        Assert.Contains("case", await trail.Kinds(auditor, Ct));

        Assert.Empty((await world.Get<RetentionService>().List(administrator, Whole, Ct)).Rows);
        var keys = world.Get<KeyRotationService>();
        Assert.NotEqual(await keys.NewKeyLine(Actor.Operator, Ct), await keys.NewKeyLine(Actor.Operator, Ct));
    }

    [Theory, BothDatabases]
    public async Task The_first_page_of_an_organisation_is_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var owner = await sites.Who(provider, DemoPeople.Merchant.Email);
        await using var db = world.Db();
        var qinghe = await db.Merchants.SingleAsync(row => row.Slug == "qinghe", Ct);
        var overview = world.Get<OverviewService>();
        Assert.True((await overview.Onboarding(owner, "qinghe", Ct)).IsComplete);
        Assert.NotEmpty(await overview.Tasks(owner, "qinghe", Ct));
        var audience = await overview.Audience(owner, "qinghe", 30, Ct);
        Assert.Equal(30, audience.Days.Count);
        Assert.Equal(
            await db.Followers.LongCountAsync(row => row.MerchantId == qinghe.Id && row.State != FollowerState.Unfollowed, Ct),
            audience.Followers
        );
        Assert.Equal(audience.Followers, audience.Levels[^1]);
        var senders = await world.Get<MessagingService>().Senders(owner, "qinghe", Ct);
        Assert.Equal(await db.PublicAccounts.CountAsync(row => row.MerchantId == qinghe.Id, Ct), senders.Count);
        Assert.True(senders[0].MayPublish);
    }
}
