using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Tests.Payments;

public sealed class BillServiceTests
{
    private static readonly BillRow First = SampleRows.Payment(1, 10_000);
    private static readonly BillRow Second = SampleRows.Payment(2, 750);

    [Theory, BothDatabases]
    public async Task A_bill_with_one_broken_row_stores_nothing_but_the_attempt_S_14(Provider provider)
    {
        await using var world = await World.Create(provider);
        var bad = SampleRows.Text(First, Second).Replace("`7.50,`0.00,`0,", "`7.5x,`0.00,`0,", StringComparison.Ordinal);
        var receipt = await world.Import(bad.Utf8());

        Assert.Equal(BillStatus.Refused, receipt.Status);
        var error = Assert.Single(receipt.Errors);
        Assert.Equal((3, "应结订单金额", 13, PaymentsRefusals.BillAmount), (error.Line, error.Column, error.Ordinal, error.Code));
        await using var db = world.Db();
        Assert.Equal(
            (0, 0, 0, 0),
            (
                await db.Bills.CountAsync(),
                await db.Payments.CountAsync(),
                await db.LedgerEntries.CountAsync(),
                await db.WorkItems.CountAsync()
            )
        );
        Assert.Equal(1, await db.AuditRecords.CountAsync(record => record.Action == "bill.refused"));
        Assert.Empty(Directory.GetFiles(Path.Combine(world.Folder, "bills")));
    }

    [Theory, BothDatabases]
    public async Task The_same_bill_again_changes_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var bytes = SampleRows.Bill(First, Second);
        await world.ImportAndPost(bytes);
        var again = await world.ImportAndPost(bytes);
        Assert.Equal((BillStatus.AlreadyImported, 2), (again.Status, again.Totals.Payments));
        await using var db = world.Db();
        Assert.Equal((1, 2), (await db.Bills.CountAsync(), await db.Payments.CountAsync()));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task The_same_rows_in_another_order_are_known_by_their_keys(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(First, Second));
        var turned = await world.Import(SampleRows.Bill(Second, First, SampleRows.Payment(3, 100)));
        Assert.Equal((BillStatus.Held, HeldReason.Revision), (turned.Status, turned.Held));

        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.Get<BillService>().Decide(officer, turned.BillId!.Value, accept: true, "the gateway sent one row more", default);
        await world.Get<BillService>().PostAll(Actor.Operator, default);

        await using var db = world.Db();
        Assert.Equal(3, await db.Payments.CountAsync());
        Assert.Equal(2, (await db.Bills.SingleAsync(bill => bill.Id == turned.BillId)).KnownRows);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_summary_that_disagrees_holds_the_bill_for_a_person(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var wrong = SampleRows.Text(First, Second).Replace("`2,`107.50", "`2,`107.51", StringComparison.Ordinal);
        var held = await world.ImportAndPost(wrong.Utf8());
        Assert.Equal((BillStatus.Held, HeldReason.SummaryDiffers), (held.Status, held.Held));
        Assert.Equal(new BillDifference("应结订单总金额", 10_750, 10_751), Assert.Single(held.Differences));
        await using (var db = world.Db())
        {
            Assert.Equal(0, await db.Payments.CountAsync());
        }

        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.Get<BillService>().Decide(officer, held.BillId!.Value, accept: false, "asked the gateway for a new one", default);
        var twice = await Assert.ThrowsAsync<Refusal>(() =>
            world.Get<BillService>().Decide(officer, held.BillId.Value, true, "no", default)
        );
        Assert.Equal(PaymentsRefusals.BillNotHeld, twice.Code);
        Assert.Equal(BillStatus.Refused, (await world.Import(wrong.Utf8())).Status);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Money_of_nobody_waits_in_suspense(Provider provider)
    {
        await using var world = await World.Create(provider);
        var receipt = await world.ImportAndPost(SampleRows.Bill(First, SampleRows.Refund(7, SampleRows.Payment(99, 1_000), 400)));
        Assert.Equal((BillStatus.Posted, 2), (receipt.Status, receipt.Suspense));
        await using var db = world.Db();
        Assert.Equal(Money.Cny(-9_600), await LedgerPoster.Balance(db, LedgerCode.Suspense("wechat"), Currency.Cny, default));
        Assert.Equal(2, await db.ExceptionItems.CountAsync(item => item.Kind == ExceptionKind.UnknownMerchant));
        Assert.Equal(0, (await world.Settle()).Statements);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Refunds_find_their_payment_and_never_exceed_it_S_10(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var rows = new[]
        {
            SampleRows.Refund(1, First, 4_000),
            First,
            SampleRows.Refund(2, First, 4_000, refundedBefore: 4_000),
            SampleRows.Refund(3, First, 2_000, refundedBefore: 8_000),
            SampleRows.Refund(4, First, 1, refundedBefore: 0),
            SampleRows.Refund(5, SampleRows.Payment(50, 900), 900),
        };
        var receipt = await world.ImportAndPost(SampleRows.Bill(rows));
        Assert.Equal(2, receipt.Suspense);
        await using var db = world.Db();
        Assert.Equal(PaymentState.Refunded, (await db.Payments.SingleAsync()).State);
        Assert.Equal(
            [ExceptionKind.RefundAbovePayment, ExceptionKind.UnknownPayment],
            await db.ExceptionItems.OrderBy(item => item.Id).Select(item => item.Kind).ToListAsync()
        );
        await world.Settle();
        var statement = await db.Statements.SingleAsync();
        Assert.Equal((0L, 60L, 60L), (statement.PayoutMinor, statement.FeeMinor, statement.FeeReturnedMinor));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Twenty_imports_of_one_file_at_once_are_one_bill(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var bytes = SampleRows.Bill(Enumerable.Range(1, 5_000).Select(n => SampleRows.Payment(n, n)));
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.ImportAndPost(bytes))));
        Assert.All(receipts, receipt => Assert.Contains(receipt.Status, (BillStatus[])[BillStatus.Posted, BillStatus.AlreadyImported]));
        await using var db = world.Db();
        Assert.Equal((1, 5_000), (await db.Bills.CountAsync(), await db.Payments.CountAsync()));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_refund_among_the_exceptions_is_negative_and_called_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var stranger = SampleRows.Payment(3, 500) with { MerchantNo = "1900000777" };
        await world.ImportAndPost(
            SampleRows.Bill(
                First,
                stranger,
                SampleRows.Refund(1, stranger, 200),
                SampleRows.Refund(2, First, 6_000),
                SampleRows.Refund(4, First, 6_000),
                SampleRows.Refund(3, SampleRows.Payment(50, 900), 900)
            )
        );
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var rows = await world.Get<BillQueries>().Exceptions(officer, new PageAsk(), ExceptionFilter.Open, default);

        Assert.Equal(
            [(false, 500L), (true, -200L), (true, -6_000L), (true, -900L)],
            rows.Rows.OrderBy(row => row.Line).Select(row => (row.IsRefund, row.SignedMinor))
        );
        Assert.Equal(1, rows.Rows.Select(Portal.Components.Payments.PayLabels.Row).Count(name => name == PaymentsTexts.Movement_Payment));
    }

    [Theory, BothDatabases]
    public async Task A_rejected_bill_is_taken_up_again_and_both_are_in_the_trail(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(First));
        var bytes = SampleRows.Bill(First, Second);
        var held = await world.Import(bytes);
        var (officer, auditor) = (
            await world.Person("officer", StaffRole.FinanceOfficer),
            await world.Person("auditor", StaffRole.Auditor)
        );
        var (bills, revisions, id) = (world.Get<BillService>(), world.Get<BillRevisionService>(), held.BillId!.Value);
        var early = await Assert.ThrowsAsync<Refusal>(() => revisions.Reopen(officer, id, "Not yet.", default));
        Assert.Equal(PaymentsRefusals.BillNotRejected, early.Code);
        await bills.Decide(officer, id, accept: false, "The wrong one.", default);
        var again = await world.Import(bytes);
        Assert.Equal((BillStatus.Refused, (long?)id), (again.Status, again.BillId));
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => revisions.Reopen(auditor, id, "Mine.", default))).IsDenied);

        await revisions.Reopen(officer, id, "It was the right one.", default);

        await bills.Decide(officer, id, accept: true, "One row more.", default);
        await bills.PostAll(Actor.Operator, default);
        await using var db = world.Db();
        Assert.Equal(2, await db.Payments.CountAsync());
        var trail = await db
            .AuditRecords.Where(row => row.ObjectKey == "BL-000002")
            .OrderBy(row => row.Sequence)
            .Select(row => row.Action)
            .ToListAsync();
        Assert.Equal(
            ["bill.held", "bill.rejected", "bill.reopened", "bill.accepted", "bill.posted"],
            trail.Where(one => one.StartsWith("bill.", StringComparison.Ordinal))
        );
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_revision_shows_every_row_it_changes_by_kind_and_page_by_page(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        BillRow At(int n, long fen) => SampleRows.Payment(n, fen, new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc));
        await world.ImportAndPost(SampleRows.Bill(Enumerable.Range(1, 300).Select(n => At(n, 100))));
        // 120 stay, 30 are others, 150 are gone, 140 are new.
        var revised = Enumerable.Range(1, 120).Select(n => At(n, 100)).Concat(Enumerable.Range(121, 30).Select(n => At(n, 90)));
        var held = await world.Import(SampleRows.Bill(revised.Concat(Enumerable.Range(1_001, 140).Select(n => At(n, 70)))));
        Assert.Equal(HeldReason.Revision, held.Held);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var service = world.Get<BillRevisionService>();

        foreach (
            var (kind, count, sum) in ((BillChangeKind?, int, long)[])
                [
                    (null, 320, 0),
                    (BillChangeKind.Gone, 150, -15_000),
                    (BillChangeKind.Changed, 30, -300),
                    (BillChangeKind.Added, 140, 9_800),
                ]
        )
        {
            var rows = new List<BillChange>();
            BillChangeList list;
            long? before = null;
            do
            {
                list = await service.Changes(officer, held.BillId!.Value, kind, new PageAsk(50, Before: before), default);
                rows.AddRange(list.Page.Rows);
                before = list.Page.Older;
            } while (before is not null);

            Assert.Equal((150, 30, 140, (long?)count), (list.Gone, list.Changed, list.Added, list.Page.Count));
            Assert.Equal((count, count), (rows.Count, rows.Select(row => row.Reference).Distinct().Count()));
            Assert.True(kind is null || sum == rows.Sum(row => (row.AfterMinor ?? 0) - (row.BeforeMinor ?? 0)));
            Assert.True(kind is null || rows.All(row => row.Kind == kind));
        }
    }

    [Theory, BothDatabases]
    public async Task A_bill_of_a_day_to_come_asks_before_it_is_posted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var held = await world.ImportAndPost(SampleRows.Bill(First with { OccurredUtc = First.OccurredUtc.AddDays(30) }));
        Assert.Equal((BillStatus.Held, HeldReason.FutureDay), (held.Status, held.Held));
        // The control: today's is posted at once.
        var today = await world.ImportAndPost(SampleRows.Bill(Second with { OccurredUtc = world.Clock.UtcNow().AddHours(-1) }));
        Assert.Equal(BillStatus.Posted, today.Status);
        await using var db = world.Db();
        Assert.Equal(1, await db.Payments.CountAsync());
    }
}
