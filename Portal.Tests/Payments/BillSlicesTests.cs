using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>One walk gives payments first, then refunds, then movements, from any watermark on, and in the same slices as several would.</summary>
public sealed class BillSlicesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(14)]
    public async Task What_is_left_comes_in_its_order_out_of_one_walk(int done)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var stripe = FormatSamples.Bytes(BillFormats.StripePayout);
        var receipt = await world.Take(BillFormats.StripePayout, stripe);
        await using var db = world.Db();
        var bill = db.Bills.Single(row => row.Id == receipt.BillId);
        var (_, rows, movements) = FormatSamples.Read(BillFormats.StripePayout, stripe);
        Assert.True(movements.Count > 1 && rows.Count > 1);
        done = Math.Min(done, bill.Rows);
        db.Entry(bill).Property(row => row.DoneRows).CurrentValue = done;
        var walks = 0;
        var slices = BillSlices.Left(bill, Items(), 2).ToList();

        var payments = rows.Where(row => !row.IsRefund).Skip(done).ToList();
        var refunds = rows.Where(row => row.IsRefund).Skip(Math.Max(0, done - bill.Payments)).ToList();
        var moved = movements.Skip(Math.Max(0, done - bill.Payments - bill.Refunds)).ToList();
        Assert.Equal(payments.Concat(refunds), slices.SelectMany(slice => slice.Rows));
        Assert.Equal(moved, slices.SelectMany(slice => slice.Movements));
        Assert.Equal(
            payments.Chunk(2).Concat(refunds.Chunk(2)).Select(chunk => chunk.Length).Concat(moved.Chunk(2).Select(chunk => chunk.Length)),
            slices.Select(slice => slice.Count)
        );
        Assert.Equal(1, walks);

        IEnumerable<BillItem> Items()
        {
            walks++;
            // As in the file: what came late in it may have to be posted early.
            foreach (var at in Enumerable.Range(0, Math.Max(rows.Count, movements.Count)))
            {
                yield return new BillItem(at < rows.Count ? rows[at] : null, at < movements.Count ? movements[at] : null);
            }
        }
    }
}
