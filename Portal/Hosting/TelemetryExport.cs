using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>
/// Traces and metrics over OTLP, only when the operator names a collector: requests, outgoing calls, PostgreSQL, sign-ins, the runtime and the
/// portal's own work. Addresses lose their path and query, because an address may name an organisation or carry a token; the route stays.
/// </summary>
public static class TelemetryExport
{
    private static readonly string[] Meters =
    [
        Telemetry.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Identity",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HealthGauges>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HealthGauges>());
        var endpoint = builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"];
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return;
        }

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("portal"))
            .WithTracing(tracing =>
                tracing
                    .AddSource(Telemetry.Name, "Npgsql", "System.Net.Http")
                    .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpResponse = (span, _) => Strip(span))
                    .AddProcessor(new NoAddresses())
                    .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(endpoint))
            )
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter(otlp => otlp.Endpoint = new Uri(endpoint)));
    }

    /// <summary>Takes from a span what could name a person or an organisation.</summary>
    internal static void Strip(Activity span)
    {
        foreach (
            var tag in (string[])
                ["url.path", "url.query", "url.full", "client.address", "user_agent.original", "db.query.text", "db.statement"]
        )
        {
            span.SetTag(tag, null);
        }
    }

    private sealed class NoAddresses : OpenTelemetry.BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => Strip(data);
    }
}

/// <summary>What the alarms saw last, as gauges: a metric may not wait for a database.</summary>
public sealed class HealthGauges(AlarmService alarms) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Telemetry.Meter.CreateObservableGauge("portal.alarm", Alarms, "{alarm}", "0 fine, 1 warning, 2 alarm, by kind");
        Telemetry.Meter.CreateObservableGauge(
            "portal.work.waiting",
            () => Last(report => report.WorkWaiting),
            "{item}",
            "Work that is due"
        );
        Telemetry.Meter.CreateObservableGauge(
            "portal.mails.waiting",
            () => Last(report => report.MailsWaiting),
            "{mail}",
            "Mails not sent"
        );
        Telemetry.Meter.CreateObservableGauge("portal.database.size", () => Last(report => report.DatabaseBytes), "By", "Database");
        Telemetry.Meter.CreateObservableGauge(
            "portal.disk.free",
            () => Last(report => report.DiskFreeBytes),
            "By",
            "Data directory's disk"
        );
        Telemetry.Meter.CreateObservableGauge("portal.work.age", Age, "s", "Age of the oldest late work");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> Last(Func<HealthReport, long> value) =>
        alarms.Last is { } report ? [new Measurement<long>(value(report))] : [];

    private IEnumerable<Measurement<int>> Alarms() =>
        alarms.Last?.Checks.Select(check => new Measurement<int>(
            (int)check.State,
            new KeyValuePair<string, object?>("kind", check.Kind.ToString())
        ))
        ?? [];

    private IEnumerable<Measurement<double>> Age() =>
        alarms.Last is { } report ? [new Measurement<double>(Late(report) is { } since ? (report.AtUtc - since).TotalSeconds : 0)] : [];

    private static DateTime? Late(HealthReport report) => report.Checks.Single(check => check.Kind == AlarmKind.WorkLate).SinceUtc;
}
