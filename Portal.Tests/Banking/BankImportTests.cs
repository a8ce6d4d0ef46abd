using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>What the bank says, taken in once and booked once.</summary>
public sealed class BankImportTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory, BothDatabases]
    public async Task Paid_returned_and_paid_again_both_statements_tie(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var (one, two) = (await world.Owe("qinghe", 1, 1_000_00), await world.Owe("lantern", 2, 2_000_00));
        await world.Leave(finance, one.Number, two.Number);
        var day = new CamtText("d1", 50_000_00, Day, 61)
            .In("B1", 12_195_60, text: "1900000109 20261119")
            .Out("B2", one.AmountMinor, one.Number)
            .Out("B3", two.AmountMinor, two.Number)
            .In("B4", two.AmountMinor, two.Number, returned: "AC04")
            .Out("B5", 1_02, code: "CHRG");
        var receipt = await world.Bank(day.Xml());

        Assert.Equal((BankFileStatus.Imported, 1, 5, 0), (receipt.Status, receipt.Items, receipt.Lines, receipt.Known));
        Assert.Equal(PayoutState.Paid, await world.PayoutState(one.Number));
        Assert.Equal(PayoutState.Returned, await world.PayoutState(two.Number));
        Assert.Equal(PayoutState.Proposed, await world.PayoutState(two.Number + "-2"));
        Assert.Equal(Money.Cny(day.ClosingFen), await world.Stands(LedgerCode.Bank));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransit));
        Assert.Equal(Money.Cny(1_02), await world.Stands(LedgerCode.BankFee));
        Assert.Equal(Money.Cny(-12_195_60), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(Money.Cny(-two.AmountMinor), await world.Stands(LedgerCode.MerchantPayable(two.MerchantId)));
        await world.AssertProven();

        await world.Leave(finance, two.Number + "-2");
        var next = new CamtText("d2", day.ClosingFen, Day, 62).Out("C1", two.AmountMinor, two.Number + "-2");
        await world.Bank(next.Xml());
        Assert.Equal(PayoutState.Paid, await world.PayoutState(two.Number + "-2"));
        Assert.Equal(PayoutState.Returned, await world.PayoutState(two.Number));
        Assert.Equal(Money.Cny(next.ClosingFen), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(2, await db.Statements.CountAsync());
        Assert.Equal(
            [false, false],
            await db.BankStatements.OrderBy(row => row.Id).Select(row => row.SequenceGap || row.OpeningGap).ToListAsync()
        );
        var told = await db.Notices.Select(row => row.Kind).ToListAsync();
        // Paid, paid and returned, paid again the same day: what was paid to one owner in a day is one notice, what came back its own.
        Assert.Equal((2, 1), (told.Count(kind => kind == NoticeKind.PayoutPaid), told.Count(kind => kind == NoticeKind.PayoutReturned)));
        var twice = (await db.Notices.Where(row => row.Kind == NoticeKind.PayoutPaid).OrderBy(row => row.Id).LastAsync());
        Assert.Equal(("payouts", $"{two.Number}\n{two.Number}-2", "2"), (twice.ThingKind, twice.Args[0].Value, twice.Args[2].Value));
        Assert.Equal($"{2 * two.AmountMinor} CNY", twice.Args[1].Value);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task The_same_lines_are_booked_once_however_often_they_come(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var day = new CamtText("d1", 0, Day, 1).In("B1", 5_00, text: "x").In("B1", 5_00, text: "x").Out("B2", 1_00, code: "CHRG");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Bank(day.Xml()))));
        Assert.Equal(BankFileStatus.AlreadyImported, (await world.Bank(day.Xml())).Status);
        Assert.Equal(Money.Cny(9_00), await world.Stands(LedgerCode.Bank));

        // The next statement shows a line of yesterday again; one in between was never given to us.
        var overlap = new CamtText("d3", 9_00, Day, 3).Out("B2", 1_00, code: "CHRG").In("B9", 2_00, text: "y");
        var receipt = await world.Bank(overlap.Xml());
        Assert.Equal((BankFileStatus.Imported, 2, 1), (receipt.Status, receipt.Lines, receipt.Known));
        Assert.Equal(Money.Cny(11_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.True((await db.BankStatements.SingleAsync(row => row.Reference == "d3")).SequenceGap);
        var changed = new CamtText("d3", 9_00, Day, 3).In("B10", 2_00, text: "z");
        Assert.Equal([BankFaults.StatementDiffers], (await world.Bank(changed.Xml())).Errors.Select(error => error.Code));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_statement_that_does_not_add_up_waits_and_a_foreign_one_is_refused_whole(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var held = await world.Bank(new CamtText("d1", 0, Day).In("B1", 5_00, text: "x").Xml(closingFen: 4_99));
        Assert.Equal(BankFileStatus.Held, held.Status);
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.Bank));
        var finance = await world.Finance();
        await world
            .Get<BankImportService>()
            .Decide(finance.Maker, held.Statements[0], accept: true, "The bank confirms the line.", default);
        await world.Get<BankImportService>().PostAll(Actor.Operator, default);
        Assert.Equal(Money.Cny(5_00), await world.Stands(LedgerCode.Bank));

        var mixed =
            $"<Document><BkToCstmrStmt>{new CamtText("d2", 5_00, Day).In("B2", 1_00, text: "x").Statement()}{new CamtText("f", 0, Day).Statement(account: "999999999999")}</BkToCstmrStmt></Document>";
        var refused = await world.Bank(mixed);
        Assert.Equal((BankFileStatus.Refused, BankFaults.AccountUnknown), (refused.Status, refused.Errors[0].Code));
        await using var db = world.Db();
        Assert.Equal(1, await db.BankLines.CountAsync());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_status_report_moves_each_transfer_forward_only(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var (one, two, three) = (
            await world.Owe("shop-one", 1, 10_00),
            await world.Owe("shop-two", 2, 20_00),
            await world.Owe("shop-three", 3, 30_00)
        );
        var batch = await world.Batch(finance.Maker, one.Number, two.Number, three.Number);
        await world.Agree(finance.Checker, batch);
        await world.Write(batch);

        var part = await world.Bank(Report(batch, "PART", (one.Number, "ACSC", null), (two.Number, "RJCT", "AC04")));
        Assert.Equal((BankFileStatus.Imported, BankImportKind.Status), (part.Status, part.Kind));
        Assert.Equal(
            [PayoutState.Sent, PayoutState.Failed, PayoutState.Sent, PayoutState.Proposed],
            [
                await world.PayoutState(one.Number),
                await world.PayoutState(two.Number),
                await world.PayoutState(three.Number),
                await world.PayoutState(two.Number + "-2"),
            ]
        );
        // Back to "received" is not heard; a rejection after progress is.
        await world.Bank(Report(batch, "RCVD"));
        await world.Bank(Report(batch, "PART", (three.Number, "ACSP", null)));
        await world.Bank(Report(batch, "RJCT"));
        Assert.Equal(PayoutState.Sent, await world.PayoutState(one.Number));
        Assert.Equal(PayoutState.Failed, await world.PayoutState(three.Number));
        Assert.Equal(BankFaults.BatchUnknown, (await world.Bank(Report("PB-1", "ACCP"))).Errors[0].Code);
        Assert.Equal(BankFaults.TransferUnknown, (await world.Bank(Report(batch, "PART", ("PO-9", "ACSC", null)))).Errors[0].Code);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Silence_is_asked_about_and_never_paid_twice(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        await world.Leave(finance, payout.Number);
        var batches = world.Get<PayoutBatchService>();
        Assert.Equal(0, await batches.Watch(Actor.System("payouts"), default));
        world.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await batches.Watch(Actor.System("payouts"), default));
        Assert.Equal(PayoutState.Unknown, await world.PayoutState(payout.Number));
        Assert.Equal(
            SettlementRefusals.PayoutTaken,
            (
                await ApprovalWorld.Refused(() =>
                    batches.Propose(
                        finance.Maker,
                        new BatchDraft("main", [payout.Number], new(2026, 11, 24), "Again."),
                        ApprovalWorld.Key,
                        default
                    )
                )
            ).Code
        );
        await batches.Answer(finance.Maker, payout.Number, BankAnswer.Refused, "Told by phone.", default);
        Assert.Equal(PayoutState.Failed, await world.PayoutState(payout.Number));

        // The bank was wrong: it did pay. The money is not lost from sight and nobody is paid from it by machine.
        await world.Bank(new CamtText("d1", 50_000_00, Day.AddDays(4)).Out("B1", payout.AmountMinor, payout.Number).Xml());
        Assert.Equal(Money.Cny(payout.AmountMinor), await world.Stands(LedgerCode.BankSuspense));
        await world.AssertProven();
    }

    private static string Report(string batch, string group, params (string Id, string Status, string? Reason)[] transfers) =>
        $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt><GrpHdr><MsgId>S{Guid.NewGuid():N}</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>PORTAL-{batch}</OrgnlMsgId><GrpSts>{group}</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch}</OrgnlPmtInfId>{string.Concat(transfers.Select(one =>
                $"<TxInfAndSts><OrgnlEndToEndId>{one.Id}</OrgnlEndToEndId><TxSts>{one.Status}</TxSts>{(one.Reason is null ? "" : $"<StsRsnInf><Rsn><Cd>{one.Reason}</Cd></Rsn></StsRsnInf>")}</TxInfAndSts>"))}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """;

    [Theory, BothDatabases]
    public async Task A_statement_of_a_day_to_come_asks_before_it_is_booked(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var receipt = await world.Bank(new CamtText("d1", 0, Day.AddDays(30)).In("B1", 5_00).Xml());
        Assert.Equal(BankFileStatus.Held, receipt.Status);
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.Bank));
        // The control: today's is booked at once.
        Assert.Equal(BankFileStatus.Imported, (await world.Bank(new CamtText("d2", 0, Day).In("B2", 7_00).Xml())).Status);
        Assert.Equal(Money.Cny(7_00), await world.Stands(LedgerCode.Bank));
    }
}
