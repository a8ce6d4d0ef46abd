using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Ledger;
using Portal.Domain.Notifications;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Data;

public sealed class BulkTests
{
    private static readonly DateOnly Day = new(2026, 11, 19);

    /// <summary>However many a statement takes: a full one and a rest; texts that are empty, equal to the row before, and beyond the basic plane.</summary>
    [Theory, BothDatabases]
    public async Task Rows_are_stored_as_the_context_itself_would_store_them(Provider provider)
    {
        foreach (var count in (int[])[1, 64, 65, 200])
        {
            await using var world = await World.Create(provider);
            await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 100)));
            await using var db = world.Db();
            var before = await db.Payments.CountAsync();
            var (inBulk, oneByOne) = (await Payments(db, count, "B"), await Payments(db, count, "O"));
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                await Bulk.Number(db, inBulk, default);
                Assert.Equal(inBulk.Select(row => row.Id).Order(), inBulk.Select(row => row.Id).Distinct());
                await Bulk.Insert(db, inBulk, default);
                db.AddRange(oneByOne);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }

            Assert.Equal(before + (2 * count), await db.Payments.CountAsync());
            var stored = await Raw(db, "Payments");
            Assert.Equal(stored['O'], stored['B']);
            Assert.Equal(count, stored['B'].Count);
        }
    }

    [Theory, BothDatabases]
    public async Task A_row_that_is_there_already_stops_the_whole_transaction(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 100)));
        await using (var db = world.Db())
        {
            var rows = await Payments(db, 100, "B");
            rows[99] = (await Payments(db, 1, "B"))[0];
            var transaction = await db.Database.BeginTransactionAsync();
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => Bulk.Insert(db, rows, default));
            Assert.True(db.IsUniqueViolation(fault, PaymentSlices.RowIndex), fault.ToString());
            await transaction.DisposeAsync();
        }

        await using var after = world.Db();
        Assert.Equal(1, await after.Payments.CountAsync());
    }

    /// <summary>A property that a mapping gets tomorrow is written without a word anywhere else.</summary>
    [Theory, BothDatabases]
    public async Task A_shape_has_every_column_of_its_table(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        Whole<Statement>(db);
        Whole<Payout>(db);
        Whole<Notice>(db);
        Whole<WorkItem>(db);
        Whole<Payment>(db);
        Whole<LedgerEntry>(db);

        static void Whole<T>(PortalDb db)
            where T : class
        {
            var table = db.Model.FindEntityType(typeof(T))!.GetTableMappings().Single().Table;
            Assert.Equal(
                table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal),
                RowShape<T>.Of(db).Properties.Select(property => property.GetColumnName()).Order(StringComparer.Ordinal)
            );
        }
    }

    private static async Task<List<Payment>> Payments(PortalDb db, int count, string mark)
    {
        var (bill, account) = (await db.Bills.FirstAsync(), await db.GatewayAccounts.FirstAsync());
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(n =>
                    Payment.Of(
                        bill,
                        SampleRows.Payment(n + 2, 100 + n) with
                        {
                            TransactionId = string.Create(CultureInfo.InvariantCulture, $"{mark}{n:D6}"),
                            OrderNo = n % 2 == 0 ? string.Empty : "same",
                            Payer = n % 4 == 0 ? "乌龙茶 🍵" : string.Empty,
                            Goods = $"goods {n / 5}",
                        },
                        account,
                        Day.AddDays(n / 70),
                        7
                    )
                ),
        ];
    }

    /// <summary>Rows as the database gives them, without their number, by the first letter of their transaction.</summary>
    private static async Task<Dictionary<char, List<string>>> Raw(PortalDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY \"Id\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(char Mark, string Row)>();
        while (await reader.ReadAsync())
        {
            var (mark, cells) = ('?', new List<string>());
            for (var at = 0; at < reader.FieldCount; at++)
            {
                var text = reader.IsDBNull(at) ? "NULL" : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture)!;
                mark = reader.GetName(at) == "TransactionId" ? text[0] : mark;
                cells.Add(
                    reader.GetName(at) switch
                    {
                        "Id" => string.Empty,
                        "TransactionId" => text[1..],
                        _ => $"{reader.GetDataTypeName(at)} {text}",
                    }
                );
            }

            rows.Add((mark, string.Join('|', cells)));
        }

        return rows.GroupBy(row => row.Mark).ToDictionary(group => group.Key, group => group.Select(row => row.Row).ToList());
    }
}
