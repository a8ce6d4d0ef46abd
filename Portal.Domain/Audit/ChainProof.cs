using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Audit;

/// <summary>
/// I-08: walks the chain from its origin (or its last cut) to its head, compares it with the anchors outside the database, and names the
/// first record that is wrong and what is wrong with it.
/// </summary>
internal sealed class ChainIsWhole(AuditChain chain, AuditAnchors anchors) : IProof
{
    public string Id => "I-08";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        // The anchors first: records written while this walks are longer than they, never shorter.
        var noted = await anchors.Read(ct);
        if (noted.Damage is { } damage)
        {
            return Broken(damage);
        }

        var cut = await db.AuditCuts.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(ct);
        if (cut?.IsGenuine(chain) == false)
        {
            return Broken($"the cut after record {cut.Sequence} was not made by this site");
        }

        // Others may write while this walks: the head of before is at most the end of the walk, the head of after at least.
        var before = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(ct);
        var (walked, wrong) = await Walk(db, cut, noted.Anchors, ct);
        if (wrong is not null)
        {
            return Broken(wrong);
        }

        var after = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(ct);
        if (
            walked.Sequence < (before?.Sequence ?? long.MaxValue)
            || walked.Sequence > (after?.Sequence ?? -1)
            || Differs(walked, before, after)
        )
        {
            return Broken($"the trail ends at record {walked.Sequence}, its head says {after?.Sequence}");
        }

        var newest = noted.Anchors.MaxBy(anchor => anchor.Sequence);
        if (newest is not null && newest.Sequence > walked.Sequence)
        {
            var missing = newest.Sequence - walked.Sequence;
            return Broken(
                FormattableString.Invariant(
                    $"record {walked.Sequence + 1} is missing: the trail ends at {walked.Sequence}, the anchor of {newest.AtUtc:u} names {newest.Sequence} ({missing} cut off)"
                )
            );
        }

        return new ProofResult(Id, true, Summary(walked.Sequence, cut, newest));
    }

    private async Task<((long Sequence, string Hash) End, string? Wrong)> Walk(
        PortalDb db,
        AuditCut? cut,
        IReadOnlyList<Anchor> noted,
        CancellationToken ct
    )
    {
        var anchored = noted.ToLookup(anchor => anchor.Sequence, anchor => anchor.Hash);
        var end = (Sequence: cut?.Sequence ?? 0, Hash: cut?.Hash ?? AuditChain.Origin);
        // As it is stored: read as a value, an outcome that was blanked or written in another way would pass for one that was signed.
        var known = Enum.GetValues<AuditOutcome>();
        var strange = await db.AuditRecords.Where(row => !known.Contains(row.Outcome)).MinAsync(row => (long?)row.Sequence, ct);
        var records = db.AuditRecords.AsNoTracking().Where(row => strange == null || row.Sequence < strange).OrderBy(row => row.Sequence);
        try
        {
            await foreach (var record in records.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (Fault(record, end, anchored) is { } fault)
                {
                    return (end, fault);
                }

                end = (record.Sequence, record.Hash);
            }
        }
        catch (Exception unread) when (Unreadable.Is(unread))
        {
            return (end, $"record {end.Sequence + 1} cannot be read: {Unreadable.Words(unread)}");
        }

        return strange is null || strange <= (cut?.Sequence ?? 0) ? (end, null)
            : strange != end.Sequence + 1 ? (end, $"record {end.Sequence + 1} is missing")
            : (end, $"record {strange} has an outcome that is none of {string.Join(", ", known)}: it was changed");
    }

    private string? Fault(AuditRecord record, (long Sequence, string Hash) before, ILookup<long, string> anchored) =>
        record.Sequence != before.Sequence + 1 ? $"record {before.Sequence + 1} is missing"
        : chain.Sign(record) != record.Hash ? $"record {record.Sequence} was changed, or written without the key"
        : record.PreviousHash != before.Hash ? $"record {record.Sequence} does not follow record {before.Sequence}"
        : anchored[record.Sequence].Any(hash => hash != record.Hash) ? $"record {record.Sequence} is not the one its anchor names"
        : null;

    private static bool Differs((long Sequence, string Hash) walked, params AuditHead?[] heads) =>
        heads.Any(head => head?.Sequence == walked.Sequence && head.Hash != walked.Hash);

    private ProofResult Broken(string detail) => new(Id, false, detail);

    private static string Summary(long sequence, AuditCut? cut, Anchor? newest)
    {
        var from = cut is null ? string.Empty : FormattableString.Invariant($" (kept from {cut.Sequence + 1})");
        var anchor = newest is null
            ? "not anchored yet"
            : FormattableString.Invariant($"anchored at record {newest.Sequence} on {newest.AtUtc:u}");
        return FormattableString.Invariant($"records to {sequence} follow each other{from}; {anchor}");
    }
}
