using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>
/// An act of money that takes two persons above what one may do alone. A module says what its content is and how it is done; the same method
/// does it when it fits alone. Its subject is the <see cref="MoneyAct"/>, so that what was turned down can be asked again.
/// </summary>
internal abstract class MoneyActApproval : IApprovalHandler
{
    public abstract string Name { get; }
    public abstract Permit Propose { get; }
    public abstract Permit Decide { get; }
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var act = await db.MoneyActs.AsNoTracking().SingleAsync(row => row.Id == subjectId, ct);
        return act.State == MoneyActState.Asked ? await Facts(db, act, ct) : null;
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var act = await db.MoneyActs.SingleAsync(row => row.Id == approval.SubjectId, ct);
        await Do(db, act, checker, nowUtc, ct);
        act.Agree(nowUtc);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var act = await db.MoneyActs.SingleAsync(row => row.Id == approval.SubjectId, ct);
        act.Drop(nowUtc);
    }

    /// <summary>
    /// What a second person sees and agrees to, read now from the target. It says how the target stands: one that was settled meanwhile is
    /// another content, and the approval falls.
    /// </summary>
    private protected abstract Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct);

    /// <summary>Makes it so, in the caller's transaction.</summary>
    private protected abstract Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct);

    private protected static string Flag(bool value) => value ? "yes" : "no";

    private protected static string? Whole(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private protected static async Task<string?> NameOf(PortalDb db, long? merchantId, CancellationToken ct) =>
        await db.Merchants.Where(row => row.Id == merchantId).Select(row => row.DisplayName).SingleOrDefaultAsync(ct);
}
