using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Demo;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Tests.Reports;

/// <summary>Bills, payouts and bank statements as finance reads them, held against the rows that are stored.</summary>
[Collection(DemoSites.Name)]
public sealed class DemoQueriesTests(DemoSites sites)
{
    private static readonly PageAsk Whole = new(PageAsk.SizeMax);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Bills_their_movements_and_what_waits_in_them_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var finance = await sites.Who(provider, DemoPeople.Finance.Email);
        await using var db = world.Db();
        var queries = world.Get<BillQueries>();
        var page = await queries.List(finance, Whole, null, Ct);
        var newest = await db.Bills.OrderByDescending(row => row.Id).Take(page.Rows.Count).Select(row => row.Id).ToListAsync(Ct);
        Assert.Equal(newest, page.Rows.Select(row => row.Id));
        Assert.NotEmpty(newest);

        var listed = page.Rows.First(row => row.SuspenseRows > 0);
        var bill = await queries.Detail(finance, listed.Id, Ct);
        Assert.Equal(listed.Id, bill.Bill.Id);
        Assert.Equal(await db.Payments.CountAsync(row => row.BillId == listed.Id, Ct), bill.Payments);
        Assert.Equal(await db.ExceptionItems.CountAsync(row => row.BillId == listed.Id, Ct), bill.Exceptions.Count);
        await Assert.ThrowsAsync<Refusal>(() => queries.Detail(finance, 999_999, Ct));

        var withMovements = await db.GatewayMovements.Select(row => row.BillId).FirstOrDefaultAsync(Ct);
        var movements = await queries.Movements(finance, withMovements, Whole, Ct);
        Assert.Equal(
            Math.Min(Whole.Size, await db.GatewayMovements.CountAsync(row => row.BillId == withMovements, Ct)),
            movements.Rows.Count
        );

        var ages = await queries.Ages(finance, Ct);
        Assert.Equal(
            await db.ExceptionItems.CountAsync(row => row.ResolvedUtc == null, Ct),
            ages.Today + ages.Week + ages.Month + ages.Older
        );
    }

    [Theory, BothDatabases]
    public async Task Payouts_their_batches_and_one_payment_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var finance = await sites.Who(provider, DemoPeople.Finance.Email);
        var owner = await sites.Who(provider, DemoPeople.Merchant.Email);
        await using var db = world.Db();
        var queries = world.Get<PayoutQueries>();
        var counts = await queries.Counts(finance, Ct);
        foreach (var state in Enum.GetValues<PayoutState>())
        {
            Assert.Equal(await db.Payouts.CountAsync(row => row.State == state, Ct), counts.GetValueOrDefault(state));
        }

        var qinghe = await db.Merchants.SingleAsync(row => row.Slug == "qinghe", Ct);
        var ours = await queries.ListOf(owner, "qinghe", Whole, Ct);
        var statements = db.Statements.Where(row => row.MerchantId == qinghe.Id).Select(row => row.Id);
        Assert.Equal(await db.Payouts.CountAsync(row => statements.Contains(row.StatementId), Ct), ours.Rows.Count);
        Assert.All(ours.Rows, row => Assert.Equal("qinghe", row.Merchant));
        Assert.NotEmpty(ours.Rows);
        var payout = await queries.Detail(finance, ours.Rows[0].Number, Ct);
        Assert.Equal(ours.Rows[0].AmountMinor, payout.Payout.AmountMinor);

        var batches = await queries.Batches(finance, Whole, Ct);
        Assert.Equal(await db.PayoutBatches.CountAsync(Ct), batches.Rows.Count);
        var batch = batches.Rows[0];
        Assert.Equal((batch.Id, batch.Number, batch.State), await queries.Find(finance, batch.Number, Ct));
        await Assert.ThrowsAsync<Refusal>(() => queries.Find(finance, "PB-19990101-0001", Ct));

        var paid = await db.Payments.Where(row => row.MerchantId == qinghe.Id).OrderBy(row => row.Id).FirstAsync(Ct);
        var seen = await world.Get<PaymentTrailQueries>().View(owner, "qinghe", paid.TransactionId, Ct);
        Assert.Equal((paid.TransactionId, paid.GrossMinor), (seen.TransactionId, seen.Gross.MinorUnits));
    }

    [Theory, BothDatabases]
    public async Task Bank_statements_and_their_lines_are_as_stored(Provider provider)
    {
        var world = await sites.Of(provider);
        var finance = await sites.Who(provider, DemoPeople.Finance.Email);
        await using var db = world.Db();
        var queries = world.Get<BankQueries>();
        var page = await queries.Statements(finance, Whole, Ct);
        Assert.Equal(await db.BankStatements.CountAsync(Ct), page.Rows.Count);
        Assert.NotEmpty(page.Rows);
        var first = page.Rows[0];
        var detail = await queries.Statement(finance, first.Id, Ct);
        Assert.Equal(first, detail.Statement);
        var lines = await queries.Lines(finance, first.Id, Whole, Ct);
        Assert.Equal(
            await db.BankLines.Where(row => row.StatementId == first.Id).SumAsync(row => row.AmountMinor, Ct),
            lines.Rows.Sum(row => row.AmountMinor)
        );
        await Assert.ThrowsAsync<Refusal>(() => queries.Statement(finance, 999_999, Ct));
    }
}
