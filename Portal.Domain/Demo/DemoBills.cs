using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Demo;

/// <summary>A merchant of the demo as its till sees it: how much it sells on an ordinary day and where.</summary>
internal sealed record DemoTill(string Slug, string MerchantNo, int OrdersADay, long AverageFen, string[] Goods);

/// <summary>
/// Trade bills of the demo: two months that look like life (weekends, a Double 11 peak, a few refunds a day or two later). The same
/// merchant and day always give the same bytes.
/// </summary>
internal static class DemoBills
{
    private const double RefundShare = 0.013;
    private const double SingleDayPeak = 2.6;
    private const double DoubleElevenPeak = 3.1;
    private const long FeePartsPerMillion = 6_000;

    private static readonly (string TradeType, Channel Channel, int Weight)[] Sales =
    [
        ("JSAPI", Channel.Wallet, 46),
        ("NATIVE", Channel.QrCode, 27),
        ("MWEB", Channel.MobileWeb, 14),
        ("APP", Channel.MobileApp, 8),
        ("MICROPAY", Channel.InStore, 5),
    ];

    public static byte[] Bill(DemoTill till, DateOnly day, DateOnly first, SettlementZone zone)
    {
        var writer = new WechatBillWriter(BillKind.All);
        var line = 0;
        foreach (var payment in Payments(till, day, zone))
        {
            writer.Add(payment with { Line = ++line });
        }

        foreach (var daysBefore in new[] { 1, 2 })
        {
            var paidOn = day.AddDays(-daysBefore);
            foreach (var refund in paidOn < first ? [] : Refunds(till, paidOn, daysBefore, zone))
            {
                writer.Add(refund with { Line = ++line });
            }
        }

        return writer.ToBytes();
    }

    private static List<BillRow> Payments(DemoTill till, DateOnly day, SettlementZone zone)
    {
        var chance = new Random(HashCode(till.MerchantNo, day));
        var start = zone.StartOf(day);
        var count = (int)(till.OrdersADay * Busy(day) * (0.92 + chance.NextDouble() * 0.16));
        // Most people buy around noon and in the evening: the sum of two dice leans to the middle, one die in three is spread evenly.
        return
        [
            .. Enumerable
                .Range(1, count)
                .Select(_ =>
                    (
                        At: Moment(chance),
                        Sale: Pick(chance),
                        Fen: Amount(chance, till.AverageFen),
                        Good: till.Goods[chance.Next(till.Goods.Length)],
                        Buyer: chance.Next(1, 40_000)
                    )
                )
                .OrderBy(order => order.At)
                .Select((order, i) => Row(till, day, i + 1, start + order.At, order.Sale, order.Fen, order.Good, order.Buyer)),
        ];
    }

    private static IEnumerable<BillRow> Refunds(DemoTill till, DateOnly paidOn, int daysLater, SettlementZone zone)
    {
        var chance = new Random(HashCode(till.MerchantNo, paidOn) + 1);
        foreach (var paid in Payments(till, paidOn, zone))
        {
            var roll = chance.NextDouble();
            var late = chance.Next(1, 3);
            var partial = chance.NextDouble() < 0.3;
            if (roll >= RefundShare || late != daysLater)
            {
                continue;
            }

            var refund = partial ? Math.Max(1, paid.GrossMinor / 2) : paid.GrossMinor;
            var feeBack = Fee(paid.GrossMinor) - Fee(paid.GrossMinor - refund);
            yield return paid with
            {
                IsRefund = true,
                OccurredUtc = paid.OccurredUtc.AddDays(daysLater),
                GrossMinor = 0,
                OrderMinor = 0,
                RefundId = "503" + paid.TransactionId[3..],
                RefundNo = "R" + paid.OrderNo,
                RefundMinor = refund,
                RefundState = RefundState.Succeeded,
                FeeMinor = -feeBack,
            };
        }
    }

    private static BillRow Row(
        DemoTill till,
        DateOnly day,
        int number,
        DateTime at,
        (string TradeType, Channel Channel, int) sale,
        long fen,
        string goods,
        int buyer
    )
    {
        var stamp = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var till4 = till.MerchantNo[^4..];
        return new BillRow
        {
            Line = 0,
            IsRefund = false,
            MerchantNo = till.MerchantNo,
            TransactionId = string.Create(CultureInfo.InvariantCulture, $"4200{stamp}{till4}{number:D12}"),
            OrderNo = string.Create(CultureInfo.InvariantCulture, $"{stamp}-{number:D5}"),
            Payer = string.Create(CultureInfo.InvariantCulture, $"oDEMO{till4}{buyer:D19}"),
            Channel = sale.Channel,
            TradeType = sale.TradeType,
            Bank = "OTHERS",
            Goods = goods,
            OccurredUtc = at,
            GrossMinor = fen,
            OrderMinor = fen,
            CouponMinor = 0,
            RefundId = string.Empty,
            RefundNo = string.Empty,
            RefundMinor = 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = Fee(fen),
            RateText = "0.60%",
        };
    }

    private static double Busy(DateOnly day)
    {
        var week = day.DayOfWeek switch
        {
            DayOfWeek.Saturday => 1.35,
            DayOfWeek.Sunday => 1.25,
            DayOfWeek.Friday => 1.1,
            DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday => 0.9,
        };
        return (day.Month, day.Day) switch
        {
            (11, 11) => DoubleElevenPeak,
            (11, 10) or (12, 12) or (6, 18) => SingleDayPeak / 2,
            _ => week,
        };
    }

    private static TimeSpan Moment(Random chance)
    {
        var hours = chance.Next(3) == 0 ? 7 + chance.NextDouble() * 16 : 10 + (chance.NextDouble() + chance.NextDouble()) * 6;
        return TimeSpan.FromSeconds(Math.Floor(hours * 3600));
    }

    private static (string, Channel, int) Pick(Random chance)
    {
        var roll = chance.Next(Sales.Sum(sale => sale.Weight));
        return Sales.First(sale => (roll -= sale.Weight) < 0);
    }

    private static long Amount(Random chance, long average)
    {
        // Prices end in .00 or .50 and lean to the small: a cup often, a gift box seldom.
        var lean = -Math.Log(1 - chance.NextDouble());
        return Math.Clamp((long)(average * (0.35 + 0.65 * lean)) / 50 * 50, 250, 88_800);
    }

    private static long Fee(long fen) => Money.Cny(fen).ShareHalfUp(FeePartsPerMillion).MinorUnits;

    // string.GetHashCode differs from run to run; this does not.
    private static int HashCode(string merchantNo, DateOnly day) =>
        merchantNo.Aggregate(day.DayNumber, (hash, c) => unchecked((hash * 31) + c));
}
