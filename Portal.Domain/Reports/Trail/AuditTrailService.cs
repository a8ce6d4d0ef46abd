using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>The trail, read-only: who did what to which object, with what it was before and after.</summary>
public sealed class AuditTrailService(Acts acts, SettlementZone zone, FileTrail files, TimeProvider clock)
{
    /// <summary>A file holds at most so many records, the newest of the filter.</summary>
    public const int ExportMax = 500_000;

    private static readonly string[] Header =
    [
        "Sequence",
        "Time (UTC)",
        "Who",
        "From",
        "Action",
        "Outcome",
        "Object kind",
        "Object",
        "Organisation",
        "Before",
        "After",
        "Why",
        "Previous hash",
        "Hash",
    ];

    /// <summary>Records, newest first. Who and object are found by their beginning, the rest as a whole.</summary>
    public async Task<Page<AuditRow>> Search(Actor actor, AuditFilter filter, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewAuditTrail, ct);
        var here = await PersonRights.Of(act.Db, actor, null, ct);
        var page = await Matching(act.Db, filter).PageOf(ask, row => row.Sequence, Shape(act.Db), row => row.Sequence, ct);
        return page with { Rows = [.. page.Rows.Select(row => row with { Thing = Open(row.Thing, here) })] };
    }

    /// <summary>The actions that occur in the trail, for the filter.</summary>
    public async Task<IReadOnlyList<string>> Actions(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewAuditTrail, ct);
        return await act.Db.AuditRecords.Select(row => row.Action).Distinct().OrderBy(action => action).ToListAsync(ct);
    }

    /// <summary>The kinds of object that occur in the trail, for the filter.</summary>
    public async Task<IReadOnlyList<string>> Kinds(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewAuditTrail, ct);
        return await act.Db.AuditRecords.Select(row => row.ObjectKind).Distinct().OrderBy(kind => kind).ToListAsync(ct);
    }

    /// <summary>The filtered records as CSV, oldest first. That it is taken is itself a record, and the end of the chain is anchored with it.</summary>
    public async Task<OutgoingFile> Export(Actor actor, AuditFilter filter, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportAuditTrail, ct);
        // The trail as it is now: what is recorded of taking it is not in it.
        var end = await act.Db.AuditRecords.MaxAsync(row => (long?)row.Sequence, ct) ?? 0;
        return new OutgoingFile(
            files,
            new FileAct(actor, "audit.exported", "audit", "trail", Facts: new { filter }),
            FormattableString.Invariant($"audit_{clock.UtcNow():yyyyMMdd-HHmmss}_UTC.csv"),
            CsvRows.ContentType,
            (writer, token) => Write(filter, end, writer, token)
        );
    }

    private async Task Write(AuditFilter filter, long end, FileWriter file, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await using var text = file.Text(CsvRows.NewLine);
        await using var csv = new CsvRows(text);
        await csv.Write(Header, ct);
        var newest = Matching(step.Db, filter)
            .Where(row => row.Sequence <= end)
            .OrderByDescending(row => row.Sequence)
            .Take(ExportMax)
            .OrderBy(row => row.Sequence);
        await foreach (var row in newest.Select(Shape(step.Db)).AsAsyncEnumerable().WithCancellation(ct))
        {
            file.Row();
            await csv.Write(Line(row), ct);
        }
    }

    private IQueryable<AuditRecord> Matching(PortalDb db, AuditFilter filter)
    {
        var rows = db.AuditRecords.AsNoTracking();
        rows = filter.Who is { Length: > 0 } who ? rows.Where(row => row.ActorName.StartsWith(who)) : rows;
        rows = filter.Action is { Length: > 0 } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Kind is { Length: > 0 } kind ? rows.Where(row => row.ObjectKind == kind) : rows;
        rows = filter.Object is { Length: > 0 } what ? rows.Where(row => row.ObjectKey.StartsWith(what)) : rows;
        rows = filter.Outcome is { } outcome ? rows.Where(row => row.Outcome == outcome) : rows;
        rows = filter.Merchant is { Length: > 0 } slug
            ? rows.Where(row => db.Merchants.Any(merchant => merchant.Id == row.MerchantId && merchant.Slug == slug))
            : rows;
        if (filter.From is { } from)
        {
            var start = zone.StartOf(from);
            rows = rows.Where(row => row.AtUtc >= start);
        }

        if (filter.To is { } to)
        {
            var end = zone.EndOf(to);
            rows = rows.Where(row => row.AtUtc < end);
        }

        return rows;
    }

    private static System.Linq.Expressions.Expression<Func<AuditRecord, AuditRow>> Shape(PortalDb db) =>
        row => new AuditRow(
            row.Sequence,
            row.AtUtc,
            row.ActorName,
            row.Source,
            row.Action,
            new AuditThing(
                row.ObjectKind,
                row.ObjectKey,
                db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                db.PublicAccounts.Where(account => account.Number == row.ObjectKey).Select(account => account.Handle).FirstOrDefault(),
                false
            ),
            row.Outcome,
            row.Before,
            row.After,
            row.Why,
            row.PreviousHash,
            row.Hash
        );

    private static AuditThing Open(AuditThing thing, PersonRights here) =>
        thing with
        {
            MayOpen = HistoryRules.StaffPermit(thing.Kind) is { } permit && here.Allows(Permits.Of(permit), null),
        };

    private static object?[] Line(AuditRow row) =>
        [
            row.Sequence.ToString(CultureInfo.InvariantCulture),
            row.AtUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            row.Who,
            row.Source,
            row.Action,
            row.Outcome.ToString(),
            row.Thing.Kind,
            row.Thing.Key,
            row.Thing.Merchant,
            row.Before,
            row.After,
            row.Why,
            row.PreviousHash,
            row.Hash,
        ];
}
