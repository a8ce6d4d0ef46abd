using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Data;
using Portal.Domain.Payments;

namespace Portal.Benchmarks;

/// <summary>
/// What the import is measured against: the very rows it left behind, put into an empty site with the same tables, indexes, triggers and
/// durable settings. Only putting them in is timed; reading them from the filled site is not.
/// </summary>
internal sealed class Rivals(Site filled, string? server)
{
    private const int EfBatch = 1_000;
    private static readonly string[] Tables =
    [
        "LedgerAccounts",
        "LedgerEntries",
        "Postings",
        "LedgerBalances",
        "LedgerDays",
        "Payments",
        "Refunds",
        "Fees",
        "FeeVolumes",
    ];

    /// <summary>Table by table, as many rows a transaction as posting takes: one prepared statement on SQLite, COPY on PostgreSQL.</summary>
    public async Task<Lap> Bare()
    {
        await using var source = filled.Db();
        await source.Database.OpenConnectionAsync();
        await using var site = await Site.Open(server);
        await using var db = site.Db();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var watch = new Watch();
        foreach (var table in Tables)
        {
            await using var command = source.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1{(table is "Postings" or "LedgerDays" ? ", 2" : "")}";
            await using var reader = await command.ExecuteReaderAsync();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(at => $"\"{reader.GetName(at)}\"").ToArray();
            while (Read(reader, BillPosting.SliceRowsMax) is { Count: > 0 } slice)
            {
                watch.Start();
                await using var transaction = await connection.BeginTransactionAsync();
                if (connection is NpgsqlConnection postgres)
                {
                    Copy(postgres, table, columns, slice);
                }
                else
                {
                    Insert(connection, transaction, table, columns, slice);
                }

                await transaction.CommitAsync();
                watch.Stop();
            }
        }

        return watch.Lap;
    }

    public async Task<Lap> EntityFramework()
    {
        await using var source = filled.Db();
        await using var site = await Site.Open(server);
        var watch = new Watch();
        await Save(source.LedgerAccounts.OrderBy(row => row.Id), site, watch);
        await Save(source.LedgerEntries.OrderBy(row => row.Id), site, watch);
        await Save(source.Postings.OrderBy(row => row.EntryId).ThenBy(row => row.Line), site, watch);
        await Save(source.LedgerBalances.OrderBy(row => row.AccountId), site, watch);
        await Save(source.LedgerDays.OrderBy(row => row.AccountId).ThenBy(row => row.BusinessDay), site, watch);
        await Save(source.Payments.OrderBy(row => row.Id), site, watch);
        await Save(source.Refunds.OrderBy(row => row.Id), site, watch);
        await Save(source.Fees.OrderBy(row => row.Id), site, watch);
        await Save(source.FeeVolumes.OrderBy(row => row.MerchantId), site, watch);
        return watch.Lap;
    }

    private static async Task Save<T>(IQueryable<T> rows, Site site, Watch watch)
        where T : class
    {
        await foreach (var slice in rows.AsNoTracking().AsAsyncEnumerable().Chunk(EfBatch))
        {
            watch.Start();
            await using var db = site.Db();
            db.AddRange(slice);
            await db.SaveChangesAsync();
            watch.Stop();
        }
    }

    private static List<object[]> Read(DbDataReader reader, int count)
    {
        var rows = new List<object[]>(count);
        while (rows.Count < count && reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, string table, string[] columns, List<object[]> rows)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"INSERT INTO \"{table}\" ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, at) => "$" + at))})";
        var parameters = columns
            .Select(
                (_, at) =>
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = "$" + at;
                    command.Parameters.Add(parameter);
                    return parameter;
                }
            )
            .ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var at = 0; at < parameters.Length; at++)
            {
                parameters[at].Value = row[at];
            }

            command.ExecuteNonQuery();
        }
    }

    private static void Copy(NpgsqlConnection connection, string table, string[] columns, List<object[]> rows)
    {
        using var writer = connection.BeginBinaryImport($"COPY \"{table}\" ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var value in row)
            {
                switch (value)
                {
                    case long number:
                        writer.Write(number, NpgsqlDbType.Bigint);
                        break;
                    case int number:
                        writer.Write(number, NpgsqlDbType.Integer);
                        break;
                    case string text:
                        writer.Write(text, NpgsqlDbType.Text);
                        break;
                    case DateTime day:
                        writer.Write(day, NpgsqlDbType.Date);
                        break;
                    case DateOnly day:
                        writer.Write(day, NpgsqlDbType.Date);
                        break;
                    case DBNull:
                        writer.WriteNull();
                        break;
                    default:
                        throw new InvalidOperationException($"{table} has a {value.GetType().Name}.");
                }
            }
        }

        writer.Complete();
    }
}
