using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Portal.Domain.Kernel;

/// <summary>
/// The portal's own spans and meters. Tags are kinds and outcomes, never names, addresses, numbers of people or amounts of one merchant.
/// </summary>
public static class Telemetry
{
    public const string Name = "Portal";

    public static ActivitySource Source { get; } = new(Name);
    public static Meter Meter { get; } = new(Name);

    public static Counter<long> WorkDone { get; } =
        Meter.CreateCounter<long>("portal.work.done", "{item}", "Work rows that ended, by outcome");
    public static Histogram<double> WorkTime { get; } = Meter.CreateHistogram<double>("portal.work.time", "s", "How long a work row took");
    public static Counter<long> BillsImported { get; } = Meter.CreateCounter<long>("portal.bills.imported", "{bill}", "Bills, by status");
    public static Counter<long> RowsPosted { get; } = Meter.CreateCounter<long>("portal.rows.posted", "{row}", "Bill rows posted");
    public static Counter<long> Statements { get; } = Meter.CreateCounter<long>("portal.statements", "{statement}", "Statements made");
    public static Histogram<double> CloseHeld { get; } =
        Meter.CreateHistogram<double>("portal.close.held", "s", "How long a slice of the day close held the database");
    public static Histogram<double> WriteHeld { get; } =
        Meter.CreateHistogram<double>("portal.write.held", "s", "How long a transaction lasted; on SQLite all other writers waited");
    public static Counter<long> Acts { get; } =
        Meter.CreateCounter<long>("portal.acts", "{act}", "Acts that were begun, by the permit they ask; refused ones too");
    public static Counter<long> RacesLost { get; } =
        Meter.CreateCounter<long>(
            "portal.races.lost",
            "{act}",
            "Acts whose row was there already, by its key, or that were broken off for others"
        );
    public static Counter<long> Delivered { get; } = Meter.CreateCounter<long>("portal.deliveries", "{broadcast}", "Broadcasts delivered");
    public static Counter<long> Mails { get; } = Meter.CreateCounter<long>("portal.mails", "{mail}", "Mails handed over");

    public static void Count(this Counter<long> counter, string key, string value, long by = 1) =>
        counter.Add(by, new KeyValuePair<string, object?>(key, value));
}
