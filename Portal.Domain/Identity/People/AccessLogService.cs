using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>One line of "Who looked".</summary>
public sealed record AccessLogRow(
    long Id,
    string StaffName,
    IReadOnlyList<StaffRole> Roles,
    Permit Permit,
    string? Why,
    bool AsMerchant,
    DateTime AtUtc
);

/// <summary>Which of the operator's people read an organisation's data, told to the organisation itself.</summary>
public sealed class AccessLogService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>Accesses, newest first: one line for a person, a kind of data and an hour.</summary>
    [Needs(Permit.ViewLooks)]
    public async Task<Page<AccessLogRow>> Looks(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await gate.Merchant(db, actor, merchant, Permit.ViewLooks, ct);
        return await db.Looks.AsNoTracking().Of(row).Keyset(ask, look => look.Id, Shape, ct);
    }

    private static AccessLogRow Shape(AccessLog look) =>
        new(
            look.Id,
            look.StaffName,
            [.. look.Roles.Split(',').Where(name => Enum.TryParse<StaffRole>(name, out _)).Select(Enum.Parse<StaffRole>)],
            look.Permit,
            look.Why,
            look.ViewId > 0,
            look.AtUtc
        );
}
