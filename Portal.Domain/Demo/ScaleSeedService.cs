using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Demo;

internal sealed record ScaleAsk(int Merchants, int Payments, int Followers, int Seed);

/// <summary>
/// Fills an empty site with as much data as is asked for: the same numbers give the same rows. Payments come as bills through the importer,
/// so that the books are legal; merchants and followers are inserted in bulk.
/// </summary>
internal sealed class ScaleSeedService(Acts acts, BillService bills, SettlementService settlement, SettlementZone zone, TimeProvider clock)
{
    public const int MerchantsMax = 100_000;
    public const int RowsMax = 10_000_000;
    private const int Days = 30;
    private const int SliceRows = 2_000;
    private const int RefundEvery = 40;

    /// <exception cref="Refusal">The site is not empty; a number is out of range.</exception>
    public async Task<(long Refunds, double Seconds)> Fill(Actor actor, ScaleAsk ask, CancellationToken ct)
    {
        await using (var act = await acts.System(actor, Permit.Seed, ct))
        {
            Refusal.Unless(!await act.Db.Merchants.AnyAsync(ct), PaymentsRefusals.SiteNotEmpty);
        }

        var sane = ask.Merchants is > 0 and <= MerchantsMax && ask.Payments is >= 0 and <= RowsMax && ask.Followers is >= 0 and <= RowsMax;
        Refusal.Unless(sane, PaymentsRefusals.ScaleRange, MerchantsMax, RowsMax);
        var started = clock.GetTimestamp();
        await Merchants(actor, ask, ct);
        await Followers(ask, ct);
        var refunds = await Payments(actor, ask, ct);
        await settlement.AccrueFees(actor, ct);
        return (refunds, clock.GetElapsedTime(started).TotalSeconds);
    }

    private async Task Merchants(Actor actor, ScaleAsk ask, CancellationToken ct)
    {
        var now = clock.UtcNow();
        foreach (var slice in Enumerable.Range(1, ask.Merchants).Chunk(1_000))
        {
            await using var step = await acts.Step(ct);
            await step.Begin();
            var merchants = slice.ToDictionary(
                n => n,
                n =>
                    Merchant.Register(
                        Slug(n),
                        $"Scale Merchant {n} Ltd.",
                        $"Scale Merchant {n}",
                        EntityType.Company,
                        "91350100M000100Y43",
                        now
                    )
            );
            step.Db.Merchants.AddRange(merchants.Values);
            await step.Save();
            foreach (var (n, merchant) in merchants)
            {
                step.Db.GatewayAccounts.Add(GatewayAccount.Of(Gateways.Wechat, MerchantNo(n), merchant.Id, now));
                var form = new AccountForm(
                    AccountType.Service,
                    Handle(n),
                    $"Scale Shop {n}",
                    AccountCategory.Retail,
                    "Made by the scale seed."
                );
                step.Db.PublicAccounts.Add(PublicAccount.Register(merchant, Things.Account.Of(n), form, actor, now));
            }

            await step.Commit();
        }

        await using var last = await acts.Step(ct);
        await last.Begin();
        await Sequences.Reach(last.Db, Things.Account.Prefix.TrimEnd('-'), ask.Merchants, ct);
        await last.Commit();
    }

    private async Task Followers(ScaleAsk ask, CancellationToken ct)
    {
        List<PublicAccount> accounts;
        await using (var step = await acts.Step(ct))
        {
            accounts = await step.Db.PublicAccounts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
        }

        var joined = clock.UtcNow();
        foreach (var slice in Enumerable.Range(0, ask.Followers).Chunk(SliceRows * 5))
        {
            await using var step = await acts.Step(ct);
            await step.Begin();
            var rows = slice.Select(n =>
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"Follower {n + 1}");
                var person = (name, n % 3 == 0 ? "zh-CN" : "en", string.Empty);
                return Follower.Import(
                    accounts[n % accounts.Count],
                    OpenId(ask.Seed, n),
                    person,
                    FollowSource.Import,
                    muted: false,
                    joined
                );
            });
            await Bulk.Insert(step.Db, rows.ToList(), ct);
            await step.Commit();
        }

        await using var counts = await acts.Step(ct);
        await counts.Db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Audiences" ("AccountId", "Followers", "Muted") SELECT "AccountId", COUNT(*), 0 FROM "Followers" GROUP BY "AccountId" """,
            ct
        );
    }

    /// <summary>A bill a day, as a service provider gets it: every merchant's rows in one file.</summary>
    private async Task<long> Payments(Actor actor, ScaleAsk ask, CancellationToken ct)
    {
        var random = new Random(ask.Seed);
        var today = zone.Today(clock);
        var number = 0;
        long refunds = 0;
        for (var back = Days; back >= 1 && number < ask.Payments; back--)
        {
            var count = back == 1 ? ask.Payments - number : Math.Max(1, ask.Payments / Days);
            count = Math.Min(count, ask.Payments - number);
            var (bytes, refunded) = Bill(random, ask, zone.StartOf(today.AddDays(-back)), number, count);
            number += count;
            refunds += refunded;
            using var content = new MemoryStream(bytes);
            var name = string.Create(CultureInfo.InvariantCulture, $"scale-{today.AddDays(-back):yyyyMMdd}.csv");
            await bills.Import(actor, BillFormats.WechatTrade, name, content, ct);
            await bills.PostAll(actor, ct);
        }

        return refunds;
    }

    private static (byte[] Bytes, int Refunds) Bill(Random random, ScaleAsk ask, DateTime dayStart, int from, int count)
    {
        var writer = new WechatBillWriter(BillKind.All);
        var refunds = 0;
        for (var i = 0; i < count; i++)
        {
            var n = from + i + 1;
            var merchant = 1 + (int)((long)i * ask.Merchants / count);
            var fen = (long)(100 * Math.Pow(10, random.NextDouble() * 3));
            var payment = Row(n, merchant, fen, dayStart.AddSeconds((long)i * 86_000 / count), random.Next(4));
            writer.Add(payment);
            if (n % RefundEvery == 0)
            {
                refunds++;
                writer.Add(Refund(payment, n, Math.Max(1, fen / 3)));
            }
        }

        return (writer.ToBytes(), refunds);
    }

    private static BillRow Row(int n, int merchant, long fen, DateTime atUtc, int channel) =>
        new()
        {
            Line = 0,
            IsRefund = false,
            MerchantNo = MerchantNo(merchant),
            TransactionId = string.Create(CultureInfo.InvariantCulture, $"42000000{n:D20}"),
            OrderNo = string.Create(CultureInfo.InvariantCulture, $"S{n:D10}"),
            Payer = string.Create(CultureInfo.InvariantCulture, $"oSCALE{n % 50_000:D22}"),
            Channel = Channel.Wallet,
            TradeType = channel switch
            {
                0 => "JSAPI",
                1 => "NATIVE",
                2 => "APP",
                _ => "MWEB",
            },
            Bank = "OTHERS",
            Goods = "Scale goods",
            OccurredUtc = new DateTime(atUtc.Ticks - (atUtc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
            GrossMinor = fen,
            OrderMinor = fen,
            CouponMinor = 0,
            RefundId = string.Empty,
            RefundNo = string.Empty,
            RefundMinor = 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = FeeArithmetic.Charge(FeeTerms.Rate(6_000), fen),
            RateText = "0.60%",
        };

    private static BillRow Refund(BillRow payment, int n, long fen) =>
        payment with
        {
            IsRefund = true,
            GrossMinor = 0,
            OrderMinor = 0,
            RefundId = string.Create(CultureInfo.InvariantCulture, $"50300000{n:D21}"),
            RefundNo = string.Create(CultureInfo.InvariantCulture, $"R{n:D10}"),
            RefundMinor = fen,
            FeeMinor = -FeeArithmetic.Return(FeeTerms.Rate(6_000), payment.GrossMinor, payment.FeeMinor, 0, fen),
        };

    private static string Slug(int n) => string.Create(CultureInfo.InvariantCulture, $"scale-{n:D6}");

    private static string Handle(int n) => string.Create(CultureInfo.InvariantCulture, $"scale_shop_{n:D6}");

    private static string MerchantNo(int n) => string.Create(CultureInfo.InvariantCulture, $"17{n:D8}");

    private static string OpenId(int seed, int n)
    {
        var digest = SHA256.HashData([.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(n)]);
        return "o" + Convert.ToHexStringLower(digest)[..27];
    }
}
