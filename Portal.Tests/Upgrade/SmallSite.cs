using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Banking;
using Portal.Domain.Calendar;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Operations;
using Portal.Domain.Settlement;
using Portal.Tests.Accounts;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Certification;
using Portal.Tests.Identity;
using Portal.Tests.Payments;

namespace Portal.Tests.Upgrade;

/// <summary>
/// Fills an empty site with a little of everything, through the services alone: what a later version finds is what this one would have left.
/// Closed days and an open one, payouts that left and came back, a badge and a case under review, messages, approvals that wait, mails unsent.
/// </summary>
internal sealed class SmallSite(World world)
{
    private const string Password = "a walk along the river";
    private const string Email = "zhou.min@portal.example";
    private static readonly DateOnly OpenDay = MoneyWorld.Day.AddDays(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<KeptFacts> Fill()
    {
        var administrator = await Person(Email, "Zhou Min", StaffRole.Administrator, Password);
        var secret = await Enrol(administrator);
        var maker = await Person("finance@portal.example", "Li Na", StaffRole.FinanceOfficer);
        var checker = await Person("approver@portal.example", "Wu Gang", StaffRole.FinanceApprover);
        var reviewer = await Person("reviewer@portal.example", "Zhao Lei", StaffRole.Reviewer);
        var tea = await Organisation("qinghe", "广州清禾茶业有限公司", "91440101MA9Y2K7L", 1);
        var noodles = await Organisation("lantern", "广州灯下面馆餐饮有限公司", "91440101MA5X3P8Q", 2);

        await Agree(administrator);
        await Certify(tea, "qinghe", reviewer, decide: true);
        await Certify(noodles, "lantern", reviewer, decide: false);
        await Write(tea);
        await Money(maker, checker);
        await Ask(tea, maker);
        await world.Get<PeopleService>().SignUp(Actor.Visitor("test"), "new@example.test", "Sun Li", Password, "zh-CN", Ct);
        await world.AssertProven();
        await world.Get<AuditKeepingService>().Anchor(Actor.Operator, "kept", Ct);
        return new KeptFacts(Release.Version, world.Clock.UtcNow(), Email, Password, Convert.ToHexString(secret), OpenDay);
    }

    private async Task<Actor> Person(string email, string name, StaffRole? role = null, string? password = null)
    {
        var form = new NewUser(email, name, password, role);
        return Actor.User(await world.Get<PeopleService>().CreateUser(Actor.Operator, form, Ct), name, "test");
    }

    private async Task<byte[]> Enrol(Actor person)
    {
        var seconds = world.Get<SecondFactorService>();
        var fresh = await world.SignedIn(person, SignInWay.Password);
        var secret = SecondFactorServiceTests.SecretOf((await seconds.Begin(fresh, Ct)).Uri);
        await seconds.Confirm(fresh, TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow())), Ct);
        return secret;
    }

    /// <summary>A setting that two administrators agreed to, and a day on which banks do not work.</summary>
    private async Task Agree(Actor administrator)
    {
        var second = await Person("second@portal.example", "Qian Hua", StaffRole.Administrator);
        if ((await world.Ask(administrator, OperationsPolicies.ActAloneMaxYuan, "1500")).Approval is { } number)
        {
            await world.Approve(second, number);
        }

        await world.Get<CalendarService>().Set(administrator, new DateOnly(2026, 12, 31), false, "Bank day", Ct);
    }

    private async Task<Actor> Organisation(string slug, string legalName, string code, int at)
    {
        var owner = await Person($"owner@{slug}.example", $"Owner of {slug}");
        var form = new MerchantForm(slug, legalName, slug, EntityType.Company, CreditCodeRules.Complete(code));
        await world.Get<MerchantService>().Register(owner, form, Ct);
        await using var db = world.Db();
        await world.Claim(await db.Merchants.SingleAsync(row => row.Slug == slug, Ct), MerchantNo(at));
        var bank = ApprovalWorld.Form(string.Create(CultureInfo.InvariantCulture, $"44001863201053{at:D4}"), legalName);
        await world.Get<BankAccountService>().Install(Actor.Operator, slug, bank, Ct);
        return owner;
    }

    /// <summary>An application with its sealed documents; approved, or left with the reviewer.</summary>
    private async Task Certify(Actor owner, string slug, Actor reviewer, bool decide)
    {
        var form = new AccountForm(AccountType.Service, $"{slug}_shop", $"{slug} Shop", AccountCategory.Food, "Open every day.");
        var handle = (await world.Get<AccountService>().Register(owner, slug, form, Ct)).Handle;
        await using var db = world.Db();
        var applicant = new Applicant(world, await db.Merchants.SingleAsync(row => row.Slug == slug, Ct), owner, handle);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number, decide ? [] : [ChecklistItem.SealWhole]);
        if (decide)
        {
            await applicant.Review.Decide(reviewer, number, new DecisionForm(DecisionKind.Approve), Ct);
            world.Clock.Advance(CertificationPolicies.CertificationUndoSeconds.Standard);
            var decision = await db.CaseDecisions.Select(row => row.Id).SingleAsync(Ct);
            Assert.True(await applicant.Review.CarryOut(Actor.System("certification"), decision, Ct));
        }
    }

    private async Task Write(Actor owner)
    {
        var follower = await Person("follower@example.test", "Chen Xi");
        await world.Get<WalletService>().Follow(follower, "qinghe_shop", FollowSource.Search, Ct);
        foreach (var title in (string[])["Winter oolong is here", "A draft"])
        {
            var form = new DraftForm("qinghe_shop", MessageKind.Article, title, "It came off the fire on Thursday.", null, null);
            var draft = await world.Get<MessagingService>().Start(owner, "qinghe", form, Ct);
            if (title != "A draft")
            {
                await world.Get<PublishingService>().Publish(owner, "qinghe", draft.Number, draft.Version, Ct);
            }
        }

        world.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        await Run(Message.SendWork);
        await world.Get<WalletService>().OpenChat(follower, "qinghe_shop", null, Ct);
    }

    private Task<int> Run(string work) => world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, Ct, work);

    /// <summary>A closed day, what was owed for it at the bank and back, a fee that two agreed to, a stray row; and a day that is still open.</summary>
    private async Task Money(Actor maker, Actor checker)
    {
        await world.AddOurAccount();
        var terms = CycleTerms.Default with { ReservePartsPerMillion = 100_000, ReserveDays = 30 };
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", MoneyWorld.Day.AddDays(-30), terms, Ct);
        await world.Get<VatReturnService>().Declare(maker, new DateOnly(2026, 10, 1), Ct);
        var first = SampleRows.Payment(1, 1_000_00, merchantNo: MerchantNo(1));
        await world.ImportAndPost(
            SampleRows.Bill(
                first,
                SampleRows.Payment(2, 250_00, merchantNo: MerchantNo(2)),
                SampleRows.Refund(1, first, 100_00),
                SampleRows.Payment(3, 88_00, merchantNo: MerchantNo(9))
            )
        );
        var form = new AdjustmentForm("qinghe", 12_50, AdjustmentReason.Goodwill, "Sorry", AdjustmentAccount.Adjustments, null, null);
        await world.Approve(checker, await world.Get<AdjustmentService>().Propose(maker, form, ApprovalWorld.Key, Ct));
        await world.Settle();
        await Run(SettlementService.SealWork);
        await using var db = world.Db();
        var payouts = await db.Payouts.OrderBy(row => row.Id).ToListAsync(Ct);
        await world.Leave((maker, checker), [.. payouts.Select(row => row.Number)]);
        var transfers = await db.BankTransfers.OrderBy(row => row.Id).ToListAsync(Ct);
        await world.Bank(
            new CamtText("d1", 0, MoneyWorld.Day.AddDays(1))
                .Out("B1", transfers[0].AmountMinor, transfers[0].EndToEndId)
                .Out("B2", 35_00)
                .Xml()
        );
        await world.Get<ReconciliationService>().Run(maker, Ct);
        var later = new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);
        await world.ImportAndPost(
            SampleRows.Bill(
                SampleRows.Payment(11, 430_00, later, MerchantNo(1)),
                SampleRows.Payment(12, 75_00, later.AddMinutes(1), MerchantNo(2))
            )
        );
    }

    private async Task Ask(Actor owner, Actor maker)
    {
        await world.ProposeFee(maker);
        var invitation = new InviteForm("colleague@qinghe.example", [RoleKey.Of(MerchantRole.ContentEditor)], "zh-CN");
        await world.Get<InvitationService>().Invite(await world.SignedIn(owner), "qinghe", invitation, Ct);
        var form = ApprovalWorld.Form(ApprovalWorld.Number, "广州清禾茶业有限公司");
        await world.ProposeBank(await world.SignedIn(owner), "qinghe", form);
    }

    private static string MerchantNo(int at) => string.Create(CultureInfo.InvariantCulture, $"190000030{at}");
}
