using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Rows that go as a whole when an instant of theirs is old enough.</summary>
internal sealed class RowRetention<T>(Kept kind, Policy<TimeSpan> term, string instant, Action<long>? also = null) : IRetention
    where T : class
{
    public Kept Kind => kind;
    public Policy<TimeSpan> Term => term;

    public Task<int> CountOlder(PortalDb db, DateTime thanUtc, CancellationToken ct) => Older(db, thanUtc).CountAsync(ct);

    public async Task<IReadOnlyList<string>> DeleteOlder(PortalDb db, DateTime thanUtc, int take, DateTime nowUtc, CancellationToken ct)
    {
        var ids = await Older(db, thanUtc).Select(row => EF.Property<long>(row, "Id")).Order().Take(take).ToListAsync(ct);
        ids.ForEach(id => also?.Invoke(id));
        await db.Sealed(db.Set<T>().Where(row => ids.Contains(EF.Property<long>(row, "Id"))), rows => rows.ExecuteDeleteAsync(ct), ct);
        return [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))];
    }

    private IQueryable<T> Older(PortalDb db, DateTime thanUtc) =>
        db.Set<T>().Where(row => EF.Property<DateTime?>(row, instant) != null && EF.Property<DateTime?>(row, instant) < thanUtc);
}
