using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One kind of thing with an end: how long it is kept and how it is deleted.</summary>
internal interface IRetention
{
    Kept Kind { get; }
    SettingName Term { get; }

    Task<int> CountOlder(PortalDb db, DateTime thanUtc, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="take"/> within the open transaction and returns their ids. Files go first: a kill leaves a row
    /// without a file, which the next run takes up, never a file that no row names.</summary>
    Task<IReadOnlyList<string>> DeleteOlder(PortalDb db, DateTime thanUtc, int take, DateTime nowUtc, CancellationToken ct);
}

/// <summary>Rows that go as a whole when an instant of theirs is old enough.</summary>
internal sealed class RowRetention<T>(Kept kind, SettingName term, string instant, Action<long>? also = null) : IRetention
    where T : class
{
    public Kept Kind => kind;
    public SettingName Term => term;

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

/// <summary>Documents, identity number, mobile and operator's name of cases: the case itself stays, as the record of a decision.</summary>
internal abstract class PapersRetention(DocumentVault vault) : IRetention
{
    public abstract Kept Kind { get; }
    public abstract SettingName Term { get; }

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

/// <summary>Counted from the end of the certificate.</summary>
internal sealed class ApprovedPapers(DocumentVault vault) : PapersRetention(vault)
{
    public override Kept Kind => Kept.ApprovedPapers;
    public override SettingName Term => SettingName.KeepApprovedPapersDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc)
    {
        var day = DateOnly.FromDateTime(thanUtc);
        return db.CertificationCases.Where(row => row.State == CaseState.Approved && row.ErasedUtc == null && row.ValidUntil < day);
    }
}

/// <summary>Rejected, withdrawn and expired cases, counted from that day.</summary>
internal sealed class RefusedPapers(DocumentVault vault) : PapersRetention(vault)
{
    private static readonly CaseState[] Ended = [CaseState.Rejected, CaseState.Withdrawn, CaseState.Expired];

    public override Kept Kind => Kept.RefusedPapers;
    public override SettingName Term => SettingName.KeepRefusedPapersDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc) =>
        db.CertificationCases.Where(row => Ended.Contains(row.State) && row.ErasedUtc == null && row.DecidedUtc < thanUtc);
}

/// <summary>Applications nobody went on with: withdrawn for the merchant and emptied, counted from the last document.</summary>
internal sealed class AbandonedDrafts(DocumentVault vault) : PapersRetention(vault)
{
    public override Kept Kind => Kept.Drafts;
    public override SettingName Term => SettingName.KeepDraftsDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc) =>
        db.CertificationCases.Where(row =>
            (row.State == CaseState.Draft || row.State == CaseState.FeeDue)
            && row.OpenedUtc < thanUtc
            && row.Documents.All(document => document.UploadedUtc < thanUtc)
        );
}
