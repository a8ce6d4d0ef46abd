using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>What part of the trail is wanted; null means any. Days are of the settlement zone.</summary>
public sealed record AuditFilter(
    string? Who = null,
    string? Action = null,
    string? Object = null,
    DateOnly? From = null,
    DateOnly? To = null
)
{
    public bool IsEmpty => this == new AuditFilter();
}

public sealed record AuditRow(
    long Sequence,
    DateTime AtUtc,
    string Who,
    string Source,
    string Action,
    string ObjectKind,
    string ObjectKey,
    string? Merchant,
    string? Before,
    string? After,
    string? Why,
    string Hash
);

/// <summary>The trail, read-only: who did what to which object, with what it was before and after.</summary>
public sealed class AuditTrailService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone)
{
    /// <summary>Records, newest first. Who and object are found by their beginning, the action as a whole.</summary>
    [Needs(Permit.ViewAuditTrail)]
    public async Task<Page<AuditRow>> Search(Actor actor, AuditFilter filter, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewAuditTrail, ct);
        var rows = db.AuditRecords.AsQueryable();
        if (filter.Who is { Length: > 0 } who)
        {
            rows = rows.Where(row => row.ActorName.StartsWith(who));
        }

        if (filter.Action is { Length: > 0 } action)
        {
            rows = rows.Where(row => row.Action == action);
        }

        if (filter.Object is { Length: > 0 } what)
        {
            rows = rows.Where(row => row.ObjectKey.StartsWith(what));
        }

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

        return await rows.PageOf(
            ask,
            row => row.Sequence,
            row => new AuditRow(
                row.Sequence,
                row.AtUtc,
                row.ActorName,
                row.Source,
                row.Action,
                row.ObjectKind,
                row.ObjectKey,
                db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                row.Before,
                row.After,
                row.Why,
                row.Hash
            ),
            row => row.Sequence,
            ct
        );
    }

    /// <summary>The actions that occur in the trail, for the filter.</summary>
    [Needs(Permit.ViewAuditTrail)]
    public async Task<IReadOnlyList<string>> Actions(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewAuditTrail, ct);
        return await db.AuditRecords.Select(row => row.Action).Distinct().OrderBy(action => action).ToListAsync(ct);
    }
}
