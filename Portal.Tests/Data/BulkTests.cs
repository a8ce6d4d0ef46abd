using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Payments;

namespace Portal.Tests.Data;

public sealed class BulkTests
{
    private static readonly DateOnly Day = new(2026, 11, 19);

    [Theory, BothDatabases]
    public async Task Rows_come_out_as_they_went_in_however_many_a_statement_takes(Provider provider)
    {
        // More than one full statement and a rest; texts that are empty, equal to the row before, and beyond the basic plane.
        foreach (var count in (int[])[1, 63, 64, 65, 200])
        {
            await using var world = await World.Create(provider);
            await using var db = world.Db();
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                var ids = await Bulk.ReserveIds(db, "Payments", count, default);
                Assert.Equal(ids.Order(), ids);
                await Bulk.Insert(db, "Payments", Payment.Columns, [.. ids.Select((id, n) => Row(id, n))], default);
                await transaction.CommitAsync();
            }

            var stored = await db.Payments.OrderBy(row => row.Id).ToListAsync();
            Assert.Equal(count, stored.Count);
            for (var n = 0; n < count; n++)
            {
                var (row, sent) = (stored[n], Row(stored[n].Id, n));
                Assert.Equal(
                    [sent[1], sent[3], sent[4], sent[5], sent[8], sent[10], sent[11], sent[17]],
                    [row.MerchantId, row.TransactionId, row.OrderNo, row.Payer, row.Goods, row.BusinessDay, row.GrossMinor, row.Line]
                );
                Assert.Null(row.SuspenseEntryId);
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_row_that_is_there_already_stops_the_whole_transaction(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using (var db = world.Db())
        {
            var transaction = await db.Database.BeginTransactionAsync();
            var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
                Bulk.Insert(db, "Payments", Payment.Columns, [.. Enumerable.Range(0, 100).Select(n => Row(n + 1, n % 99))], default)
            );
            Assert.True(db.IsUniqueViolation(fault, PaymentSlices.RowIndex), fault.ToString());
            await transaction.DisposeAsync();
        }

        await using var after = world.Db();
        Assert.Equal(0, await after.Payments.CountAsync());
    }

    private static object?[] Row(long id, int n) =>
        [
            id,
            n % 3L,
            1L,
            $"T{n}",
            n % 2 == 0 ? string.Empty : "same",
            n % 4 == 0 ? "乌龙茶 🍵" : string.Empty,
            "Wallet",
            "OTHERS",
            $"goods {n / 5}",
            1_000_000L + n,
            Day.AddDays(n / 70),
            100L + (n / 2),
            100L,
            "CNY",
            1L,
            0L,
            1L,
            n + 2,
            1L,
            string.Empty,
        ];
}
