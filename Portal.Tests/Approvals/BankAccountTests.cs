using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;
using Portal.Jobs;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

public sealed class BankAccountTests
{
    [Theory]
    [InlineData("4400 1863-2010 5300 7712", "44001863201053007712")]
    [InlineData("６２１６２６１００００００００００１８", "6216261000000000018")]
    [InlineData("12345678", "12345678")]
    public void A_number_is_its_digits(string typed, string digits) => Assert.Equal(digits, BankAccountRules.Digits(typed, "Number"));

    [Theory]
    [InlineData("1234567", SettlementRefusals.AccountNumberShape)]
    [InlineData("1234567890123456789012345678901", SettlementRefusals.AccountNumberShape)]
    [InlineData("44001863X01053007712", SettlementRefusals.AccountNumberShape)]
    [InlineData("00000000000000", SettlementRefusals.AccountNumberShape)]
    [InlineData("6216261000000000019", SettlementRefusals.AccountNumberDigit)]
    [InlineData(" - ", KernelRefusals.Required)]
    public void A_number_with_a_slip_is_refused(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => BankAccountRules.Digits(typed, "Number")).Code);

    [Fact]
    public void The_shipped_banks_have_sound_numbers_and_names_in_two_languages()
    {
        Assert.True(Banks.All.Count > 300);
        Assert.Equal(Banks.All.Count, Banks.All.Select(bank => bank.Code).Distinct().Count());
        Assert.All(
            Banks.All,
            bank => Assert.True(BankCodeRules.IsWellFormed(bank.Code) && bank.Name.Length > 2 && bank.ChineseName.Length > 2)
        );
    }

    [Theory, BothDatabases]
    public async Task A_holder_who_is_not_the_legal_name_is_flagged_and_widths_do_not_matter(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var service = world.Get<BankAccountService>();
        await world.ProposeBank(owner, form: Form(holder: "ｑｉｎｇｈｅ  Trading Co., Ltd."));
        Assert.False((await service.View(owner, "qinghe", default)).Waiting!.HolderDiffers);

        var number = await service.Edit(owner, "qinghe", Form(holder: "Lin Wei"), Key, default);
        Assert.True((await service.View(owner, "qinghe", default)).Waiting!.HolderDiffers);
        var page = await world.Get<ApprovalListService>().Read(owner, number, default);
        Assert.Contains(page.Lines, line => line is { Field: "holderDiffers", After: "yes" });
        var wrong = await Refused(() => service.Edit(owner, "qinghe", Form() with { BankCode = "999999999999" }, Key, default));
        Assert.Equal((SettlementRefusals.BankUnknown, nameof(BankAccountForm.BankCode)), (wrong.Code, wrong.Field));
    }

    [Theory, BothDatabases]
    public async Task A_change_holds_payouts_for_two_days_and_the_first_account_does_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Settle();
        await world.Approve(checker, await world.ProposeBank(owner));
        Assert.Equal([(DateTime?)null], await Holds(world));

        world.Clock.Advance(TimeSpan.FromHours(1));
        var now = world.Clock.UtcNow();
        await world.Approve(checker, await world.ProposeBank(owner, form: Form("990011223344")));
        Assert.Equal([now.AddHours(48)], await Holds(world));

        // A payout of a later day, proposed while the hold lasts, waits as long and no longer.
        world.Clock.Advance(TimeSpan.FromHours(30));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 20_000, new DateTime(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc))));
        await world.Settle(new DateOnly(2026, 11, 20));
        Assert.Equal([now.AddHours(48), now.AddHours(48)], await Holds(world));
        Assert.True((await world.Get<BankAccountService>().View(owner, "qinghe", default)).OnHold);
        var statements = await world.Get<StatementService>().List(owner, "qinghe", new PageAsk(), default);
        Assert.All(statements.Rows, row => Assert.Equal(now.AddHours(48), row.PayoutHeldUntilUtc));

        world.Clock.Advance(TimeSpan.FromHours(18) - TimeSpan.FromSeconds(1));
        await using var db = world.Db();
        var payouts = await db.Payouts.ToListAsync();
        Assert.All(payouts, payout => Assert.True(payout.IsHeld(world.Clock.UtcNow())));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(payouts, payout => Assert.False(payout.IsHeld(world.Clock.UtcNow())));
        Assert.False((await world.Get<BankAccountService>().View(owner, "qinghe", default)).OnHold);
    }

    [Theory, BothDatabases]
    public async Task All_owners_are_told_at_the_proposal_and_at_the_effect(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Member(merchant, MerchantRole.Owner, "second-owner");
        var manager = await world.Member(merchant, MerchantRole.FinanceManager, "manager");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        string[] owners = [$"{owner.Name}@example.test", "second-owner@example.test"];
        var number = await world.ProposeBank(manager);
        Assert.Equal(owners, await Told(world, NoticeKind.BankAccountProposed));
        Assert.Empty(await Told(world, NoticeKind.BankAccountChanged));

        await world.Approve(checker, number);
        Assert.Equal(owners, await Told(world, NoticeKind.BankAccountChanged));
    }

    [Fact]
    public async Task The_number_is_in_no_file_of_the_site_and_opens_again()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        await world.ProposeBank(owner, form: Form("4400 1863 2010 5300 7712 88"));
        var number = await world.Get<BankAccountService>().Edit(owner, "qinghe", Form(), Key, default);
        await world.Approve(checker, number);
        await world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, default);
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(FULL)");

        var files = Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith(".eml", StringComparison.Ordinal));
        var text = string.Concat(files.Select(Latin));
        // The control: what may be there is found the same way.
        Assert.Contains("qinghe Trading Co., Ltd.", text, StringComparison.Ordinal);
        foreach (var canary in new[] { Number, "4400 1863 2010", "320105300771" })
        {
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        }

        var row = await db.BankAccounts.SingleAsync();
        Assert.Equal(Number, world.Get<ISealText>().OpenText(row.NumberSealed, BankAccount.Purpose(merchant.Id)));
        Assert.ThrowsAny<Exception>(() => world.Get<ISealText>().OpenText(row.NumberSealed, BankAccount.Purpose(merchant.Id + 1)));
    }

    private static string Latin(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static async Task<List<DateTime?>> Holds(World world)
    {
        await using var db = world.Db();
        return await db.Payouts.OrderBy(row => row.Id).Select(row => row.HoldUntilUtc).ToListAsync();
    }

    private static async Task<List<string>> Told(World world, NoticeKind kind)
    {
        await using var db = world.Db();
        return await db
            .Notices.Where(row => row.Kind == kind && row.Way == NoticeWay.AtOnce)
            .OrderBy(row => row.UserId)
            .Join(db.Users, row => row.UserId, user => user.Id, (_, user) => user.Email!)
            .ToListAsync();
    }
}
