using System.Diagnostics.Metrics;
using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Benchmarks;

/// <summary>How long transactions held the database while this lived, in milliseconds.</summary>
internal sealed class Holds : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<double> _held = [];
    private readonly MeterListener _listener = new();

    public Holds()
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            // By name: an instrument is published before its property is set.
            if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "portal.write.held")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(
            (_, seconds, _, _) =>
            {
                lock (_lock)
                {
                    _held.Add(seconds * 1_000);
                }
            }
        );
        _listener.Start();
    }

    public string Told
    {
        get
        {
            lock (_lock)
            {
                if (_held.Count == 0)
                {
                    return "database never held";
                }

                double[] sorted = [.. _held.Order()];
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"database held {sorted.Length} times: p50 {At(sorted, 0.50):F1} ms, p99 {At(sorted, 0.99):F1} ms, longest {sorted[^1]:F1} ms; the first three {string.Join(", ", _held.Take(3).Select(one => one.ToString("F1", CultureInfo.InvariantCulture)))} ms"
                );
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
