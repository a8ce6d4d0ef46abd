using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Documents, identity number, mobile and operator's name of cases: the case itself stays, as the record of a decision.</summary>
internal abstract class PapersRetention(DocumentVault vault) : IRetention
{
    public abstract Kept Kind { get; }
    public abstract Policy<TimeSpan> Term { get; }

    public Task<int> CountOlder(PortalDb db, DateTime thanUtc, CancellationToken ct) => Older(db, thanUtc).CountAsync(ct);

    public async Task<IReadOnlyList<string>> DeleteOlder(PortalDb db, DateTime thanUtc, int take, DateTime nowUtc, CancellationToken ct)
    {
        var cases = await Older(db, thanUtc).Include(row => row.Documents).OrderBy(row => row.Id).Take(take).ToListAsync(ct);
        var ids = new List<string>();
        foreach (var one in cases)
        {
            foreach (var document in one.Documents)
            {
                vault.Forget(document.StoredName);
                ids.Add(document.StoredName);
            }

            await CasePapers.ForgetReadings(db, one.Id, ct);
            db.RemoveRange(one.Documents);
            one.Erase(RetentionService.Keeper, nowUtc);
            ids.Add(one.Number);
        }

        return ids;
    }

    protected abstract IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc);
}
