using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Portal.Domain.Operations;
using Portal.Tests.Payments;

namespace Portal.Tests.Operations;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_days_work_leaves_spans_and_counts_without_personal_data()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, _) = await world.Organisation("telemetry-canary");
        await world.Claim(merchant);
        var spans = new ConcurrentBag<Activity>();
        using var tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(tracing);
        var seen = new ConcurrentBag<(string Name, string Tags)>();
        using var metering = new MeterListener();
        metering.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        metering.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add((instrument.Name, Text(tags))));
        metering.SetMeasurementEventCallback<int>((instrument, _, tags, _) => seen.Add((instrument.Name, Text(tags))));
        metering.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add((instrument.Name, Text(tags))));
        metering.Start();
        await new Portal.Hosting.HealthGauges(world.Get<AlarmService>()).StartAsync(default);

        await world.Import(SampleRows.Bill(SampleRows.Payment(1, 1000)));
        await world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, default);
        await world.Settle();
        await world.Get<AlarmService>().Look(Actor.System("health"), default);
        metering.RecordObservableInstruments();

        Assert.Contains(spans, span => span.OperationName == "work bill.post" && (string?)span.GetTagItem("work.outcome") == "finished");
        Assert.Contains(spans, span => span.OperationName == "settle");
        string[] wanted =
        [
            "portal.bills.imported",
            "portal.rows.posted",
            "portal.statements",
            "portal.work.done",
            "portal.work.time",
            "portal.work.waiting",
            "portal.alarm",
        ];
        Assert.Empty(wanted.Except(seen.Select(one => one.Name)));
        Assert.All(seen, one => Assert.DoesNotContain("canary", one.Tags, StringComparison.Ordinal));
        string[] allowed = ["kind", "outcome", "status", "work.kind", "work.attempt", "work.outcome"];
        Assert.Empty(spans.SelectMany(span => span.TagObjects.Select(tag => tag.Key)).Except(allowed));
        Assert.Empty(
            seen.SelectMany(one => one.Tags.Split(';', StringSplitOptions.RemoveEmptyEntries))
                .Select(tag => tag.Split('=')[0])
                .Except(allowed)
        );
    }

    [Fact]
    public void A_span_loses_what_could_name_somebody()
    {
        using var span = new Activity("GET /invite/{token}");
        span.SetTag("url.path", "/invite/abc").SetTag("url.query", "code=1").SetTag("http.route", "/invite/{token}");
        Portal.Hosting.TelemetryExport.Strip(span);
        Assert.Equal(["http.route"], span.TagObjects.Select(tag => tag.Key));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = "";
        foreach (var tag in tags)
        {
            text += $"{tag.Key}={tag.Value};";
        }

        return text;
    }
}
