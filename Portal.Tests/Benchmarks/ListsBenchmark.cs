using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Benchmarks;

/// <summary>
/// The service call behind a list page with ever more rows behind it: first page, one half way down, and what people filter by. A small
/// site gets its rows the legal way; then one row of each table is multiplied by SQL. <c>lists [postgres] 10000 1000000</c>.
/// </summary>
internal static class ListsBenchmark
{
    private const int Merchants = 20;
    private const int Calls = 9;
    private const string Merchant = "scale-000001";
    private static readonly Actor Me = Actor.Operator;

    public static async Task Run(string? server, int[] sizes)
    {
        Print($"{(server is null ? "SQLite" : "PostgreSQL")}; milliseconds a call, median of {Calls}");
        // Once unprinted: starting the program is no page's speed.
        await Measure(server, sizes[0]);
        var columns = new List<Dictionary<string, double>>();
        foreach (var rows in sizes)
        {
            columns.Add(await Measure(server, rows));
        }

        Print($"{"page", -44}{string.Concat(sizes.Select(size => $"{size, 12}"))}{"ratio", 9}");
        foreach (var page in columns[0].Keys)
        {
            var times = string.Concat(columns.Select(column => column[page].ToString("F2", CultureInfo.InvariantCulture).PadLeft(12)));
            Print($"{page, -44}{times}{columns[^1][page] / columns[0][page], 9:F2}");
        }
    }

    private static async Task<Dictionary<string, double>> Measure(string? server, int rows)
    {
        await using var site = await Site.Open(server);
        await site.Get<ScaleSeedService>().Fill(Me, new ScaleAsk(Merchants, 2_000, 100, 1), default);
        await site.Get<SettlementService>().SettleYesterday(Me, default);
        var filled = new Filler(site, rows);
        await filled.Fill();
        var times = new Dictionary<string, double>();
        foreach (var (name, call) in Pages(site, filled))
        {
            times[name] = await Median(call);
        }

        return times;
    }

    private static IEnumerable<(string Name, Func<Task> Call)> Pages(Site site, Filler filled)
    {
        var payments = site.Get<PaymentQueries>();
        Func<Task> Payments(PaymentFilter filter, PageAsk ask) => () => payments.List(filled.Owner, Merchant, filter, ask, default);
        yield return ("payments", Payments(new(), new()));
        yield return ("payments, half way down", Payments(new(), new(Before: filled.Middle)));
        yield return ("payments, by order number", Payments(new(Search: filled.Reference), new()));
        yield return ("payments, by unknown number", Payments(new(Search: "there is none"), new()));
        yield return ("payments, refunded ones", Payments(new(State: PaymentState.Refunded), new()));
        var ledger = site.Get<LedgerPagesService>();
        Func<Task> Account(BooksPeriod period, PageAsk ask) => () => ledger.Account(Me, filled.Account, period, ask, default);
        yield return ("trial balance", () => ledger.Trial(Me, null, LedgerAsOf.Now, default));
        yield return ("ledger account", Account(new(null, null), new()));
        yield return ("ledger account, half way down", Account(new(null, null), new(Before: filled.Middle)));
        yield return ("ledger account, of one day", Account(new(filled.MiddleDay, filled.MiddleDay), new()));
        yield return ("trial balance, of a day half way", () => ledger.Trial(Me, null, new LedgerAsOf(filled.MiddleDay, null), default));
        yield return ("ledger entry", () => ledger.Entry(Me, filled.Middle, default));
        var audit = site.Get<AuditTrailService>();
        yield return ("audit trail", () => audit.Search(filled.Owner, new(), new(), default));
        yield return ("audit trail, half way down", () => audit.Search(filled.Owner, new(), new(Before: filled.Middle), default));
        yield return ("audit trail, by action", () => audit.Search(filled.Owner, new(Action: "bill.posted"), new(), default));
        var followers = site.Get<FollowerService>();
        Func<Task> Followers(PageAsk ask) => () => followers.List(filled.Owner, Merchant, null, new(), ask, default);
        yield return ("followers", Followers(new()));
        yield return ("followers, half way down", Followers(new(Before: filled.Middle)));
        var bills = site.Get<BillQueries>();
        yield return ("bills", () => bills.List(Me, new(), null, default));
        yield return ("bills, half way down", () => bills.List(Me, new(Before: filled.Middle), null, default));
        yield return ("bills, held", () => bills.List(Me, new(), BillState.Held, default));
        yield return ("exceptions, open", () => bills.Exceptions(Me, new(), ExceptionFilter.Open, default));
        yield return (
            "exceptions, all, half way down",
            () => bills.Exceptions(Me, new(Before: filled.Middle), ExceptionFilter.All, default)
        );
        yield return ("exceptions, ages", () => bills.Ages(Me, default));
        var statements = site.Get<StatementService>();
        yield return ("statements", () => statements.ListAll(Me, null, null, new(), default));
        yield return ("statements, half way down", () => statements.ListAll(Me, null, null, new(Before: filled.Middle), default));
    }

    private static async Task<double> Median(Func<Task> call)
    {
        await call();
        await call();
        var times = new double[Calls];
        for (var at = 0; at < Calls; at++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await call();
            times[at] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Calls / 2];
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
