using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Components.Accounts;
using Portal.Components.Banking;
using Portal.Components.Notifications;
using Portal.Components.Payments;
using Portal.Components.Trail;
using Portal.Domain.Notifications;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Kernel;

/// <summary>What a person wrote is shown as they wrote it, whatever word of ours it reads like.</summary>
public sealed class OwnWordTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Nothing_typed_carries_the_mark()
    {
        foreach (var typed in (string[])[OwnWord.Of("lapsed"), "lapsed", "\u2009lapsed", "\n lapsed"])
        {
            Assert.Null(OwnWord.Read(Text.Required(typed, "Why", 50)));
        }

        Assert.Equal("lapsed", OwnWord.Read(OwnWord.Of("lapsed")));
    }

    [Fact]
    public async Task A_typed_reason_stands_beside_who_settled_an_item()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (maker, _) = await world.Finance();
        await world.Organisation("qinghe");
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_00, merchantNo: "1888800001")));
        await using var db = world.Db();
        var item = await db.ExceptionItems.Select(row => row.Id).SingleAsync(Ct);
        await world.Get<ExceptionService>().Assign(maker, item, "qinghe", false, "payment-arrived", Ct);
        var row = (await world.Get<BillQueries>().Exceptions(maker, new PageAsk(), ExceptionFilter.All, Ct)).Rows.Single();
        Assert.Equal("payment-arrived", ExceptionGrid.Why(row));
        Assert.Equal(PaymentsTexts.Why_PaymentArrived, ExceptionGrid.Why(row with { ResolvedWhy = ExceptionItem.PaymentArrived }));
    }

    [Fact]
    public void Names_and_reasons_like_ours_are_shown_as_they_are()
    {
        Assert.Equal("lapsed", AccountLabels.Reason("lapsed"));
        Assert.Equal(AccountsTexts.ReasonLapsed, AccountLabels.Reason(OwnWord.Of("lapsed")));
        Assert.Equal("policy", BankLabels.Agreed("policy"));
        Assert.Equal(BankingTexts.AgreedByPolicy, BankLabels.Agreed(Portal.Domain.Banking.PayoutBatchService.Policy));
        Assert.Equal("own", AuditLabels.Why("own"));
        Assert.Null(AuditLabels.Why(OwnWord.Of("own")));
    }

    [Fact]
    public void A_role_named_like_a_word_of_ours_keeps_its_name_in_a_notice()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        NoticeArg[] args = ["qinghe", "Lin Wei", NoticeArg.Words(["MerchantRole_Owner", OwnWord.Of("MerchantRole_ServiceAgent")])];
        var row = new NoticeRow(
            1,
            NoticeKind.RoleChanged,
            new NoticeThing("members", "qinghe", "qinghe"),
            args,
            World.Start.UtcDateTime,
            false
        );
        var said = NoticeLabels.Say(row, TimeZoneInfo.Utc);
        Assert.Contains("MerchantRole_Owner, Service agent", said.Title + said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_the_trail_that_reads_like_a_state_is_no_state()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        var changes = AuditLabels.Changes(null, """{"Name":"Closed","State":"Closed"}""", TimeZoneInfo.Utc);
        Assert.Equal(["Closed", AuditTexts.Value_Closed], changes.Select(change => change.After));
        Assert.NotEqual("Closed", AuditTexts.Value_Closed);
    }
}
