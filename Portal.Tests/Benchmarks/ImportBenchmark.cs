using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Benchmarks;

/// <summary>
/// Import + fee + post of a bill, against bare prepared inserts of the very rows it leaves behind, and against EF's SaveChanges of the same
/// rows in thousands. All three on SQLite with the same durable settings, in this order, in one process.
/// </summary>
internal static class ImportBenchmark
{
    private const int Merchants = 100;
    private const int SliceRows = 2_000;
    private const int EfBatch = 1_000;
    private static readonly string[] Tables =
    [
        "LedgerAccounts",
        "LedgerEntries",
        "Postings",
        "LedgerBalances",
        "Payments",
        "Refunds",
        "Fees",
    ];

    public static async Task Run(int payments)
    {
        await using var site = await Site.Open();
        await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(Merchants, 0, 0, 1), default);
        var bill = Bill(payments);
        Print(
            $"A WeChat bill of {payments} payments, {Merchants} merchants, {bill.Length / 1_000_000.0:F1} MB. SQLite, WAL, synchronous=FULL."
        );

        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var receipt = await site.Get<BillService>()
            .Import(Actor.Operator, BillService.WechatTrade, "bill.csv", new MemoryStream(bill), default);
        var validated = clock.GetElapsedTime(start);
        await site.Get<BillService>().PostAll(Actor.Operator, default);
        var posted = clock.GetElapsedTime(start);
        await site.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        var ours = clock.GetElapsedTime(start);
        Print(
            $"  read and checked {validated.TotalSeconds:F2} s, posted {(posted - validated).TotalSeconds:F2} s, fees {(ours - posted).TotalSeconds:F2} s"
        );
        if (
            receipt.Status != BillStatus.Posting
            || (await site.Get<ProofService>().Verify(Actor.Operator, default)).Any(check => !check.Ok)
        )
        {
            throw new InvalidOperationException("The books are not right: the figures would mean nothing.");
        }

        start = clock.GetTimestamp();
        var closed = await site.Get<SettlementService>().SettleYesterday(Actor.Operator, default);
        var settled = clock.GetElapsedTime(start);
        var bare = await Bare(site);
        var ef = await EntityFramework(site);
        Print("");
        Print($"  import + fee + post         {ours.TotalSeconds, 8:F2} s  {payments / ours.TotalSeconds, 10:F0} payments/s");
        Print($"  bare prepared inserts       {bare.TotalSeconds, 8:F2} s  {payments / bare.TotalSeconds, 10:F0} payments/s");
        Print($"  EF SaveChanges in thousands {ef.TotalSeconds, 8:F2} s  {payments / ef.TotalSeconds, 10:F0} payments/s");
        Print($"  settlement                  {settled.TotalSeconds, 8:F2} s  {closed.Statements} statements");
        Print("");
        Print($"  ours / bare = {bare / ours:F2} x   (wanted: at least 0.50)");
        Print($"  ours / EF   = {ef / ours:F2} x   (wanted: at least 5)");
    }

    private static byte[] Bill(int payments)
    {
        var day = SettlementZone.Default.StartOf(SettlementZone.Default.Today(TimeProvider.System).AddDays(-1));
        var writer = new WechatBillWriter(BillKind.All);
        var random = new Random(1);
        for (var n = 1; n <= payments; n++)
        {
            var fen = random.Next(100, 100_000);
            writer.Add(
                new BillRow
                {
                    Line = 0,
                    IsRefund = false,
                    MerchantNo = string.Create(CultureInfo.InvariantCulture, $"17{1 + (n % Merchants):D8}"),
                    TransactionId = string.Create(CultureInfo.InvariantCulture, $"42000000{n:D20}"),
                    OrderNo = string.Create(CultureInfo.InvariantCulture, $"B{n:D10}"),
                    Payer = string.Create(CultureInfo.InvariantCulture, $"oBENCH{n % 5_000:D22}"),
                    Channel = Channel.Wallet,
                    TradeType = "JSAPI",
                    Bank = "OTHERS",
                    Goods = "Charcoal oolong, 250 g",
                    OccurredUtc = day.AddSeconds((long)n * 86_000 / payments),
                    GrossMinor = fen,
                    OrderMinor = fen,
                    CouponMinor = 0,
                    RefundId = string.Empty,
                    RefundNo = string.Empty,
                    RefundMinor = 0,
                    RefundState = RefundState.Succeeded,
                    FeeMinor = FeeArithmetic.Charge(FeeTerms.Rate(6_000), fen),
                    RateText = "0.60%",
                }
            );
        }

        return writer.ToBytes();
    }

    /// <summary>The rows as the database holds them, put into an empty one by one prepared statement a table, 2,000 rows a transaction.</summary>
    private static async Task<TimeSpan> Bare(Site filled)
    {
        await using var source = filled.Db();
        await source.Database.OpenConnectionAsync();
        var tables = Tables.Select(table => (table, rows: ReadAll(source.Database.GetDbConnection(), table))).ToList();
        await using var site = await Site.Open();
        await using var db = site.Db();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var start = TimeProvider.System.GetTimestamp();
        foreach (var (table, (columns, rows)) in tables)
        {
            foreach (var slice in rows.Chunk(SliceRows))
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText =
                    $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", columns.Select((_, at) => "$" + at))})";
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
                foreach (var row in slice)
                {
                    for (var at = 0; at < parameters.Length; at++)
                    {
                        parameters[at].Value = row[at];
                    }

                    command.ExecuteNonQuery();
                }

                await transaction.CommitAsync();
            }
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    private static (string[] Columns, List<object[]> Rows) ReadAll(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var values = new object[columns.Length];
            reader.GetValues(values);
            rows.Add(values);
        }

        return (columns, rows);
    }

    private static async Task<TimeSpan> EntityFramework(Site filled)
    {
        await using var source = filled.Db();
        var rows = new List<object>();
        rows.AddRange(await source.LedgerAccounts.AsNoTracking().ToListAsync());
        rows.AddRange(await source.LedgerEntries.AsNoTracking().ToListAsync());
        rows.AddRange(await source.Postings.AsNoTracking().ToListAsync());
        rows.AddRange(await source.LedgerBalances.AsNoTracking().ToListAsync());
        rows.AddRange(await source.Payments.AsNoTracking().ToListAsync());
        rows.AddRange(await source.Fees.AsNoTracking().ToListAsync());
        await using var site = await Site.Open();
        var start = TimeProvider.System.GetTimestamp();
        foreach (var slice in rows.Chunk(EfBatch))
        {
            await using var db = site.Db();
            db.AddRange(slice);
            await db.SaveChangesAsync();
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    private static void Print(string line) => Console.WriteLine(line);
}
