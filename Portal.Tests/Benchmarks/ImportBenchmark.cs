using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Benchmarks;

/// <summary>
/// Import + fee + post of bills, against bare inserts of the very rows they leave behind (prepared statements on SQLite, COPY on
/// PostgreSQL), and against EF's SaveChanges of the same rows in thousands. All three with the same durable settings, in this order, in one
/// process. <c>import [postgres] 10000 100000 1000000</c>.
/// </summary>
internal static class ImportBenchmark
{
    private const int Merchants = 100;

    /// <summary>So many rows a file: a larger number of payments comes as several days' bills.</summary>
    private const int BillRows = 250_000;

    private const int WarmUp = 100_000;
    private const int FirstRows = 200;

    public static async Task Run(string? server, int[] sizes, bool alone)
    {
        Print(
            $"{(server is null ? "SQLite, WAL, synchronous=FULL" : "PostgreSQL")}; {Merchants} merchants; s = seconds, cpu = processor seconds of this process."
        );
        Print(
            $"{"payments", 9} {"read s", 8} {"post s", 8} {"fees s", 8} {"ours s", 8} {"bare s", 8} {"EF s", 8} {"ours/bare", 9} {"ours/EF", 8} {"cpu ours", 8} {"bare", 7} {"EF", 7} {"verify s", 8}"
        );
        // Once unprinted and long enough that the run time has compiled what is hot: starting the program is nobody's speed.
        await Measure(server, WarmUp, alone);
        foreach (var payments in sizes)
        {
            Print($"{await Measure(server, payments, alone)}");
        }

        Print($"wanted: ours/bare at least 0.50, ours/EF at least 5.00");
    }

    private static async Task<string> Measure(string? server, int payments, bool alone)
    {
        await using var site = await Site.Open(server);
        await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(Merchants, 0, 0, 1), default);
        var files = Bills(site.Folder, payments);
        var (read, post) = (new Watch(), new Watch());
        // The first small bill is not counted, here and (by its share of the rows) with the rivals: a site compiles its statements with it.
        await Take(site, files[0], new Watch(), new Watch());
        await site.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        foreach (var file in files.Skip(1))
        {
            await Take(site, file, read, post);
        }

        var fees = Watch.Started();
        await site.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        fees.Stop();
        var verify = Watch.Started();
        Require((await site.Get<ProofService>().Verify(Actor.Operator, default)).All(check => check.Ok));
        verify.Stop();
        var rivals = new Rivals(site, server);
        var counted = (double)payments / (payments + FirstRows);
        var bare = alone ? default : (await rivals.Bare()).Times(counted);
        var ef = alone ? default : (await rivals.EntityFramework()).Times(counted);
        var ours = new Lap(
            read.Lap.Seconds + post.Lap.Seconds + fees.Lap.Seconds,
            read.Lap.Processor + post.Lap.Processor + fees.Lap.Processor
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{payments, 9} {read.Lap.Seconds, 8:F2} {post.Lap.Seconds, 8:F2} {fees.Lap.Seconds, 8:F2} {ours.Seconds, 8:F2} {bare.Seconds, 8:F2} {ef.Seconds, 8:F2} {bare.Seconds / ours.Seconds, 9:F2} {ef.Seconds / ours.Seconds, 8:F2} {ours.Processor, 8:F2} {bare.Processor, 7:F2} {ef.Processor, 7:F2} {verify.Lap.Seconds, 8:F2}"
        );
    }

    private static async Task Take(Site site, string file, Watch read, Watch post)
    {
        await using var content = File.OpenRead(file);
        read.Start();
        var receipt = await site.Get<BillService>()
            .Import(Actor.Operator, BillFormats.WechatTrade, Path.GetFileName(file), content, default);
        read.Stop();
        post.Start();
        await site.Get<BillService>().PostAll(Actor.Operator, default);
        post.Stop();
        Require(receipt.Status == BillStatus.Posting);
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The books are not right: the figures would mean nothing.");
        }
    }

    /// <summary>A small bill, then a bill a day, oldest first, each in a file of its own.</summary>
    private static List<string> Bills(string folder, int payments)
    {
        var days = (payments + BillRows - 1) / BillRows;
        var today = SettlementZone.Default.Today(TimeProvider.System);
        var files = new List<string>();
        void Write(int from, int rows, int daysAgo)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"bill-{daysAgo}.csv"));
            File.WriteAllBytes(path, Bill(from, rows, SettlementZone.Default.StartOf(today.AddDays(-daysAgo))));
            files.Add(path);
        }

        Write(payments, FirstRows, days + 1);
        for (var day = 0; day < days; day++)
        {
            var from = day * BillRows;
            Write(from, Math.Min(BillRows, payments - from), days - day);
        }

        return files;
    }

    private static byte[] Bill(int from, int count, DateTime day)
    {
        var writer = new WechatBillWriter(BillKind.All);
        var random = new Random(1 + from);
        for (var i = 1; i <= count; i++)
        {
            var n = from + i;
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
                    OccurredUtc = day.AddSeconds((long)i * 86_000 / count),
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

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
