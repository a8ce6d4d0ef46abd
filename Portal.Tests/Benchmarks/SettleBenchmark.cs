using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Benchmarks;

/// <summary>
/// Settling ever more payments, and settling one day behind ever more closed ones: how long a payment takes against the smallest number, and
/// how long the database was held for writing at a time. <c>settle [postgres] 10000 100000 1000000</c>, <c>settle-years [postgres] 1 10 100</c>,
/// <c>settle-cold</c>. SQLite with WAL and synchronous=FULL; processor time of this process stands beside the clock, because other programs of
/// the machine move only the latter.
/// </summary>
internal static class SettleBenchmark
{
    private const int MerchantsMax = 10_000;
    private const int PaymentsOfMerchant = 100;

    /// <summary>Enough to compile what a large closing calls often; on PostgreSQL that takes longer than the closing of ten thousand.</summary>
    private const int WarmPayments = 20_000;
    private const int ColdPayments = 2_000;
    private const int YearMerchants = 300;
    private const int YearPayments = 600;

    private readonly record struct Cost(double Seconds, double Processor, CloseResult Closed, string Held);

    public static async Task Sizes(string? server, int[] sizes)
    {
        PrintMachine(server);
        await using (var warm = await Seeded(server, WarmPayments))
        {
            var cost = await Close(warm);
            Print($"warming up with {WarmPayments} payments (not counted): {cost.Seconds:F2} s");
        }

        var (first, firstProcessor) = (0.0, 0.0);
        foreach (var payments in sizes)
        {
            await using var site = await Seeded(server, payments);
            var cost = await Close(site);
            var (each, processor) = (cost.Seconds * 1_000_000 / payments, cost.Processor * 1_000_000 / payments);
            (first, firstProcessor) = first == 0 ? (each, processor) : (first, firstProcessor);
            Print($"{payments} payments of {MerchantsOf(payments)} merchants: {cost.Closed.Statements} statements in {cost.Seconds:F2} s");
            Print(
                $"  a payment {each:F1} us, {each / first:F2} x the smallest (wanted: at most 1.30); processor {processor:F1} us, {processor / firstProcessor:F2} x"
            );
            Print($"  {cost.Held}   (wanted on SQLite: p99 at most 50)");
            await PrintVerify(site);
        }
    }

    /// <summary>The same day behind more and more closed ones.</summary>
    public static async Task Years(string? server, int[] daysBehind)
    {
        PrintMachine(server);
        var (first, rounds) = (0.0, 0);
        foreach (var days in daysBehind.Prepend(1))
        {
            await using var site = await Site.Open(server);
            await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(YearMerchants, 0, 0, 1), default);
            var yesterday = SettlementZone.Default.Today(TimeProvider.System).AddDays(-1);
            for (var back = days; back > 0; back--)
            {
                await Take(site, yesterday.AddDays(-back));
                await site.Get<SettlementService>().Settle(Actor.Operator, yesterday.AddDays(-back), default);
            }

            await Take(site, yesterday);
            var cost = await Close(site);
            var warm = rounds++ > 0;
            first = rounds == 2 ? cost.Processor : first;
            var text = warm
                ? string.Create(CultureInfo.InvariantCulture, $"{cost.Processor / first:F2} x the fewest")
                : "warming up (not counted)";
            Print(
                $"{days} closed days behind {YearMerchants} merchants: the next day's {cost.Closed.Statements} statements in {cost.Seconds:F2} s, processor {cost.Processor:F2} s, {text}"
            );
            Print($"  {cost.Held}");
            await Verify(site);
        }
    }

    /// <summary>The first closing of a fresh process: another one has filled the site, this one has done nothing yet.</summary>
    public static async Task Cold()
    {
        PrintMachine(null);
        await using var site = await Seeded(null, ColdPayments);
        var dll = typeof(SettleBenchmark).Assembly.Location;
        using var process =
            Process.Start(new ProcessStartInfo("dotnet", [dll, "settle-folder", site.Folder]) { UseShellExecute = false })
            ?? throw new InvalidOperationException("No second process.");
        await process.WaitForExitAsync();
        await Verify(site);
    }

    public static async Task Folder(string folder)
    {
        await using var site = await Site.Again(folder);
        var cost = await Close(site);
        Print($"cold process, {cost.Closed.Statements} statements in {cost.Seconds:F2} s");
        Print($"  {cost.Held}");
    }

    private static int MerchantsOf(int payments) => Math.Clamp(payments / PaymentsOfMerchant, 1, MerchantsMax);

    private static async Task<Site> Seeded(string? server, int payments)
    {
        var site = await Site.Open(server);
        await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(MerchantsOf(payments), payments, 0, 1), default);
        return site;
    }

    private static async Task<Cost> Close(Site site)
    {
        using var holds = new Holds();
        var (clock, before) = (TimeProvider.System, Environment.CpuUsage.TotalTime);
        var start = clock.GetTimestamp();
        var closed = await site.Get<SettlementService>().SettleYesterday(Actor.Operator, default);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        if (closed.Failures > 0 || closed.Statements == 0)
        {
            throw new InvalidOperationException("Nothing was settled: the figures would mean nothing.");
        }

        return new Cost(seconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, closed, holds.Told);
    }

    /// <summary>What the seals add: all proofs as <c>verify</c> runs them, against all others one after the other.</summary>
    private static async Task PrintVerify(Site site)
    {
        var (others, seals, together) = (double.MaxValue, double.MaxValue, double.MaxValue);
        var (cpuOthers, cpuSeals) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 2; round++)
        {
            var (other, seal, cpuOther, cpuSeal) = (0.0, 0.0, 0.0, 0.0);
            foreach (var proof in site.Get<IEnumerable<IProof>>())
            {
                await using var db = site.Db();
                db.Database.SetCommandTimeout(TimeSpan.Zero);
                var (start, before) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await proof.Check(db, default);
                var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
                var cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                (other, seal, cpuOther, cpuSeal) =
                    proof.Id == "I-71" ? (other, took, cpuOther, cpu) : (other + took, seal, cpuOther + cpu, cpuSeal);
            }

            (cpuOthers, cpuSeals) = (Math.Min(cpuOthers, cpuOther), Math.Min(cpuSeals, cpuSeal));
            (others, seals, together) = (Math.Min(others, other), Math.Min(seals, seal), Math.Min(together, await Verify(site)));
        }

        Print(
            $"  verify {together:F1} s; its proofs one by one: seals {seals:F1} s, all others {others:F1} s (processor {cpuSeals:F1} and {cpuOthers:F1}); with seals {together / others:F2} x all others (wanted: at most 1.30)"
        );
    }

    private static async Task<double> Verify(Site site)
    {
        var start = TimeProvider.System.GetTimestamp();
        if ((await site.Get<ProofService>().Verify(Actor.Operator, default)).FirstOrDefault(check => !check.Ok) is { } broken)
        {
            throw new InvalidOperationException($"The books are not right ({broken.Id} {broken.Detail}): the figures would mean nothing.");
        }

        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task Take(Site site, DateOnly day)
    {
        var bill = DayBill(day);
        await site.Get<BillService>()
            .Import(Actor.Operator, BillFormats.WechatTrade, $"bill-{day:yyyyMMdd}.csv", new MemoryStream(bill), default);
        await site.Get<BillService>().PostAll(Actor.Operator, default);
        await site.Get<SettlementService>().AccrueFees(Actor.Operator, default);
    }

    private static byte[] DayBill(DateOnly day)
    {
        var writer = new WechatBillWriter(BillKind.All);
        for (var n = 0; n < YearPayments; n++)
        {
            var fen = 1_000 + n;
            var name = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}{n:D10}");
            writer.Add(
                new BillRow
                {
                    Line = 0,
                    IsRefund = false,
                    MerchantNo = string.Create(CultureInfo.InvariantCulture, $"17{1 + (n % YearMerchants):D8}"),
                    TransactionId = "4200000000" + name,
                    OrderNo = "Y" + name,
                    Payer = "oYEARS0000000000000000000000",
                    Channel = Channel.Wallet,
                    TradeType = "JSAPI",
                    Bank = "OTHERS",
                    Goods = "Goods",
                    OccurredUtc = SettlementZone.Default.StartOf(day).AddMinutes(n),
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

    private static void PrintMachine(string? server)
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        Print($"{(server is not null ? "PostgreSQL" : "SQLite")}, {Environment.ProcessorCount} processors, load of the machine {load}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
