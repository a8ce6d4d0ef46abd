using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Calendar;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Settlement;

namespace Portal.Tests.Certification;

/// <summary>Who may carry which name, what a measure does to a badge, and by which calendar a review runs.</summary>
public sealed class BadgeMeaningTests
{
    private static readonly BadgeDays Days = new(60, 30);

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_tea_company_that_calls_itself_a_government_is_high_risk_and_must_be_read(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        Assert.Equal(RiskLevel.Low, (await applicant.Review.Queue(zhao, None)).Unclaimed[0].Risk);
        await applicant.PassAll(zhao, number);
        await applicant.RequestChanges(zhao, number, [new(RemarkSubject.LegalName, "As on the licence, please.")]);
        await applicant.Fill(applicant.Form with { LegalName = "广州市人民政府服务中心" });
        await applicant.Certification.Resubmit(applicant.Owner, "qinghe", applicant.Handle, None);

        Assert.Equal(RiskLevel.High, (await applicant.Review.Queue(zhao, None)).Unclaimed[0].Risk);
        await applicant.PassAll(zhao, number);
        var sheet = await applicant.Review.Case(zhao, number, None);
        Assert.Equal((CheckOutcome.Failed, "qinghe Trading Co., Ltd."), Found(sheet.Checks, CheckKind.LegalName));
        Assert.Equal((CheckOutcome.Failed, "政府"), Found(sheet.Checks, CheckKind.PublicBody));
        Assert.Equal([FactField.LegalName], sheet.MustRead);
        Assert.Equal((false, RiskLevel.High), (sheet.MayApprove, sheet.Row.Risk));
        await Expect.Refused(CertificationRefusals.LegalNameUnread, () => applicant.Approve(zhao, number));
        await applicant.Review.Read(zhao, number, FactField.LegalName, false, applicant.Merchant.LegalName, None);
        await Expect.Refused(CertificationRefusals.ValuesDiffer, () => applicant.Approve(zhao, number));
    }

    [Theory]
    [InlineData("广州市人民政府服务中心", true)]
    [InlineData("海珠区教育局", true)]
    [InlineData("广州公安便民号", true)]
    [InlineData("Guangzhou Municipal Office", true)]
    [InlineData("Міnistry of Tea", true)] // Cyrillic М and і
    [InlineData("中国银行广州分行", true)]
    [InlineData("广州清禾茶业有限公司", false)]
    [InlineData("广州老饭局", false)]
    [InlineData("广州茶友书局", true)] // looked at once more, and let through
    [InlineData("Qinghe Tea House", false)]
    public void A_name_that_reads_like_a_public_body_is_found(string name, bool found) =>
        Assert.Equal(found, PublicBodyRules.Match(name) is not null);

    [Theory, BothDatabases]
    public async Task A_government_may_be_called_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world, "haizhu", EntityType.Government);
        await applicant.Fill(applicant.Form with { LegalName = "海珠区教育局" });
        var checks = await applicant.Certification.PreCheck(applicant.Owner, "haizhu", applicant.Handle, None);
        Assert.Equal(CheckOutcome.Passed, checks.Single(check => check.Kind == CheckKind.PublicBody).Outcome);
    }

    [Theory, BothDatabases]
    public async Task A_credit_code_with_a_wrong_check_digit_warns_and_the_licence_decides(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await world.Person("owner");
        var form = new MerchantForm("qinghe", "广州清禾茶业有限公司", null, EntityType.Company, "91350100M000100Y44");
        await world.Get<MerchantService>().Register(owner, form, None);
        var account = new AccountForm(AccountType.Service, "qinghe_tea", "Qinghe Tea House", AccountCategory.Food, "Tea.");
        await world.Get<AccountService>().Register(owner, "qinghe", account, None);
        await using var db = world.Db();
        var applicant = new Applicant(world, await db.Merchants.SingleAsync(), owner, "qinghe_tea");
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();

        Assert.Equal(RiskLevel.Medium, (await applicant.Review.Queue(zhao, None)).Unclaimed[0].Risk);
        await applicant.PassAll(zhao, number);
        var sheet = await applicant.Review.Case(zhao, number, None);
        Assert.Equal((CheckOutcome.Warned, "91350100M000100Y44"), Found(sheet.Checks, CheckKind.CreditCode));
        Assert.Equal((false, 1), (sheet.MayApprove, sheet.Unread));
        await Expect.Refused(CertificationRefusals.CreditCodeUnread, () => applicant.Approve(zhao, number));
        await applicant.Review.Read(zhao, number, FactField.CreditCode, true, null, None);
        Assert.True((await applicant.Review.Case(zhao, number, None)).MayApprove);
        await applicant.Approve(zhao, number);
        Assert.Equal(AccountState.Certified, (await applicant.View()).Account.State);
    }

    [Theory, BothDatabases]
    public async Task An_approval_lifts_no_restriction_and_no_suspension(Provider provider)
    {
        await using var world = await World.Create(provider);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var accounts = world.Get<AccountService>();
        var measures = new (string Slug, Func<string, Task> Take, AccountState State)[]
        {
            ("first", number => accounts.Restrict(admin, number, "Complaints.", None), AccountState.Restricted),
            ("second", number => accounts.Suspend(admin, number, "Fraud.", None), AccountState.Suspended),
        };
        foreach (var (slug, take, state) in measures)
        {
            var applicant = await Applicant.In(world, slug);
            var number = await applicant.Submit();
            await applicant.PassAll(zhao, number);
            await take((await applicant.View()).Account.Number);
            await applicant.Approve(zhao, number);

            var view = await applicant.View();
            Assert.Equal((CaseState.Approved, state, BadgePhase.Withheld), (view.Case!.State, view.Account.State, view.Badge));
            await accounts.Restore(admin, view.Account.Number, "Settled.", None);
            view = await applicant.View();
            Assert.Equal((AccountState.Certified, BadgePhase.Valid), (view.Account.State, view.Badge));
        }
    }

    [Fact]
    public void Only_a_certified_account_is_told_that_its_badge_is_shown()
    {
        var today = new DateOnly(2027, 11, 20);
        foreach (var state in Enum.GetValues<AccountState>())
        {
            foreach (var days in new[] { 200, 30, 0, -10, -31 })
            {
                var phase = BadgeRules.Of(state, today.AddDays(days), today, Days);
                var shown = phase is BadgePhase.Valid or BadgePhase.RenewalWindow or BadgePhase.Grace;
                Assert.True(!shown || state == AccountState.Certified, $"{state}, {days} days: {phase}");
                Assert.True(shown || state != AccountState.Certified || days < -Days.Grace, $"{state}, {days} days: {phase}");
            }

            Assert.Equal(BadgePhase.None, BadgeRules.Of(state, null, today, Days));
        }
    }

    [Theory, BothDatabases]
    public async Task A_restricted_account_stays_with_its_followers_and_a_suspended_one_does_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var follower = await world.Person("follower");
        var wallet = world.Get<WalletService>();
        await wallet.Follow(follower, applicant.Handle, FollowSource.Search, None);
        var number = (await applicant.View()).Account.Number;

        await world.Get<AccountService>().Restrict(admin, number, "Complaints.", None);
        Assert.Equal(applicant.Handle, (await wallet.Account(follower, applicant.Handle, None)).Card.Handle);
        await wallet.OpenChat(follower, applicant.Handle, null, None);
        Assert.Empty(await wallet.Discover(follower, null, None)); // recommending is what it loses

        await world.Get<AccountService>().Suspend(admin, number, "Fraud.", None);
        await Expect.Refused(KernelRefusals.NotFound, () => wallet.OpenChat(follower, applicant.Handle, null, None));
    }

    [Theory, BothDatabases]
    public async Task A_name_that_reads_like_a_certified_one_is_refused_at_registration_and_on_rename(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Certified(world);
        var other = await Applicant.In(world, "lantern");
        var accounts = world.Get<AccountService>();
        var form = new AccountForm(AccountType.Service, "second_tea", "Ｑlnghe Tea H0use", AccountCategory.Food, "Tea.");
        var refused = await Expect.Refused(AccountsRefusals.NameNear, () => accounts.Register(other.Owner, "lantern", form, None));
        Assert.Equal("Name", refused.Field);
        var version = (await accounts.Sheet(other.Owner, "lantern", other.Handle, None)).Version;
        await Expect.Refused(AccountsRefusals.NameNear, () => accounts.Edit(other.Owner, "lantern", other.Handle, form, version, None));

        // Its own organisation may have a second one, and a near name is for the reviewer to judge.
        await accounts.Register(applicant.Owner, "qinghe", form, None);
        await accounts.Register(other.Owner, "lantern", form with { Handle = "third_tea", Name = "Qinghe Tea Houses" }, None);
        var third = new Applicant(world, other.Merchant, other.Owner, "third_tea");
        await third.Fill();
        var checks = await third.Certification.PreCheck(third.Owner, "lantern", "third_tea", None);
        Assert.Equal((CheckOutcome.Warned, "qinghe Tea House"), Found(checks, CheckKind.NameLikeness));
    }

    [Theory, BothDatabases]
    public async Task A_look_alike_is_found_among_more_names_than_fit_a_page(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await using (var db = world.Db())
        {
            var (others, _) = await world.Organisation("others");
            for (var n = 0; n <= 10_000; n++)
            {
                // The one that is like ours is the last.
                var name = n == 10_000 ? "qinghe Tea Houses" : $"Name of account {n}";
                var form = new AccountForm(AccountType.Service, $"account{n}x", name, AccountCategory.Food, "Tea.");
                var account = PublicAccount.Register(others, $"PX-{n:000000}", form, applicant.Owner, world.Clock.UtcNow());
                account.Certify("Others", new DateOnly(2027, 11, 20), applicant.Owner, "test", world.Clock.UtcNow());
                db.PublicAccounts.Add(account);
            }

            db.ChangeTracker.AutoDetectChangesEnabled = false;
            await db.SaveChangesAsync(None);
        }

        await applicant.Fill();
        var checks = await applicant.Certification.PreCheck(applicant.Owner, "qinghe", applicant.Handle, None);
        Assert.Equal((CheckOutcome.Warned, "qinghe Tea Houses"), Found(checks, CheckKind.NameLikeness));
    }

    [Theory, BothDatabases]
    public async Task The_clocks_of_a_review_stand_still_on_holidays(Provider provider)
    {
        await using var world = await World.Create(provider); // Friday noon in Shanghai
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        await using (var db = world.Db())
        {
            // A week off from Monday on, a Saturday worked for it; and the day on which thirty days are over.
            db.CalendarDays.AddRange(Enumerable.Range(23, 5).Select(day => CalendarDay.Of(new DateOnly(2026, 11, day), false, "Festival")));
            db.CalendarDays.Add(CalendarDay.Of(new DateOnly(2026, 11, 28), true, "Worked"));
            db.CalendarDays.Add(CalendarDay.Of(new DateOnly(2026, 12, 21), false, "Festival"));
            await db.SaveChangesAsync(None);
        }

        var asked = await Applicant.In(world, "asked");
        var number = await asked.Submit();
        await asked.Review.Claim(zhao, number, None);
        await asked.RequestChanges(zhao, number, [new(RemarkSubject.Category, "Which?")]);
        Assert.Equal(
            new DateTime(2026, 12, 22, 4, 0, 0, DateTimeKind.Utc) + CertificationPolicies.CertificationUndoSeconds.Standard,
            (await asked.View()).Case!.ReplyDueUtc
        );

        var waiting = await Applicant.In(world, "waiting");
        await waiting.Submit();
        Assert.Equal(
            new DateTime(2026, 11, 30, 4, 0, 0, DateTimeKind.Utc) + CertificationPolicies.CertificationUndoSeconds.Standard,
            (await waiting.View()).Case!.SlaDueUtc
        );
        world.Clock.Advance(TimeSpan.FromDays(7)); // Friday of the week off: of the two days one has not begun to count
        Assert.Equal(
            TimeSpan.FromHours(36) + CertificationPolicies.CertificationUndoSeconds.Standard,
            (await waiting.Review.Queue(zhao, None)).Unclaimed[0].TimeLeft
        );
    }

    private static (CheckOutcome, string?) Found(IReadOnlyList<CheckResult> checks, CheckKind kind)
    {
        var check = checks.Single(one => one.Kind == kind);
        return (check.Outcome, check.Detail);
    }

    private static async Task<Applicant> Certified(World world)
    {
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(zhao, number);
        await applicant.Approve(zhao, number);
        return applicant;
    }
}
