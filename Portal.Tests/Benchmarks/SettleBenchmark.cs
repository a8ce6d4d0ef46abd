using System.Diagnostics.Metrics;
using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Benchmarks;

/// <summary>
/// Settling ever more payments: how long one takes against the smallest number, and how long the database was held for writing at a time.
/// <c>settle 10000 100000 1000000</c>; SQLite, WAL, synchronous=FULL.
/// </summary>
internal static class SettleBenchmark
{
    private const int MerchantsMax = 10_000;
    private const int PaymentsOfMerchant = 100;

    public static async Task Run(int[] sizes)
    {
        var first = 0.0;
        foreach (var payments in sizes)
        {
            var merchants = Math.Clamp(payments / PaymentsOfMerchant, 1, MerchantsMax);
            var (seconds, closed, held) = await Settle(payments, merchants);
            var each = seconds * 1_000_000 / payments;
            first = first == 0 ? each : first;
            Print($"{payments} payments of {merchants} merchants: {closed.Statements} statements in {seconds:F2} s");
            Print($"  a payment {each:F1} us, {each / first:F2} x the smallest   (wanted: at most 1.30)");
            Print(
                $"  database held {held.Length} times: p50 {At(held, 0.50):F1} ms, p99 {At(held, 0.99):F1} ms, longest {held[^1]:F1} ms   (wanted: p99 at most 50)"
            );
        }
    }

    private static async Task<(double Seconds, CloseResult Closed, double[] Held)> Settle(int payments, int merchants)
    {
        await using var site = await Site.Open();
        await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(merchants, payments, 0, 1), default);
        var held = new List<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument == Signals.CloseHeld)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => held.Add(seconds * 1_000));
        listener.Start();
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var closed = await site.Get<SettlementService>().SettleYesterday(Actor.Operator, default);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        if (closed.Failures > 0 || (await site.Get<ProofService>().Verify(Actor.Operator, default)).Any(check => !check.Ok))
        {
            throw new InvalidOperationException("The books are not right: the figures would mean nothing.");
        }

        return (seconds, closed, [.. held.Order()]);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
