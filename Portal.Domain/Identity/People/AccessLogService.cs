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
public sealed class AccessLogService(Acts acts)
{
    /// <summary>Accesses, newest first: one line for a person, a kind of data and an hour.</summary>
    public async Task<Page<AccessLogRow>> Looks(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewLooks, ct);
        return await act.Db.Looks.AsNoTracking().Of(act.Merchant).Keyset(ask, look => look.Id, Shape, ct);
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
