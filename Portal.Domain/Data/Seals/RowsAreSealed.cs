using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

/// <summary>
/// I-71: every sealed row is as the product last wrote it, none is missing and none was put in; each that is not is named, with its columns and
/// who changed it last through the product.
/// </summary>
internal sealed class RowsAreSealed(AuditChain chain) : IProof
{
    private const int NamedMax = 200;

    /// <summary>Rows without a seal, because they are summed up, that belong to nothing that is summed up.</summary>
    private static readonly FormattableString Strays = $"""
        SELECT 'LedgerBalances ' || b."AccountId" || ' was put in by hand' AS "Value" FROM "LedgerBalances" b
        WHERE NOT EXISTS (SELECT 1 FROM "LedgerAccounts" a WHERE a."Id" = b."AccountId")
        UNION ALL
        SELECT 'StatementEntries ' || s."EntryId" || '/' || s."AccountId" || ' was put in by hand' FROM "StatementEntries" s
        WHERE NOT EXISTS (SELECT 1 FROM "Postings" p WHERE p."EntryId" = s."EntryId" AND p."AccountId" = s."AccountId")
        """;

    public string Id => "I-71";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var key = chain.Seals;
        // One instant for rows and seals, while others go on writing.
        await using var snapshot = db.Database.CurrentTransaction is null ? await Snapshots.Begin(db, ct) : null;
        var all = await SealStore.All(db, ct);
        var marked = all.Exists(seal => seal.Group == Seal.UnlaidGroup);
        if (marked && all.Count == 1)
        {
            return new ProofResult(Id, false, "the rows of this site are not sealed yet: run Portal migrate");
        }

        var byTable = all.Where(seal => seal.Group >= 0).ToLookup(seal => seal.Table);
        var (rows, findings) = (0L, new List<SealFinding>());
        foreach (var shape in SealShape.All(db).Values.OrderBy(shape => shape.Table, StringComparer.Ordinal))
        {
            var (count, found) = await Compare(db, shape, byTable[shape.Table], key, ct);
            rows += count;
            findings.AddRange(found);
        }

        if (all.Count == 0)
        {
            // A site of which nobody has written anything has what its first migration put there.
            findings.RemoveAll(finding => SealRules.Seeded.Any(row => finding.Table == row.Table && finding.Row == $"{row.Id}"));
        }

        var words = new List<string>();
        if (marked)
        {
            words.Add("the mark of a site without seals was put in by hand: this site was sealed before");
        }

        if (
            Root(all, key, rows > 0 && findings.Count > 0, await db.AuditRecords.MaxAsync(record => (long?)record.Sequence, ct) ?? 0) is
            { } root
        )
        {
            words.Add(root);
        }

        foreach (var finding in findings.Take(NamedMax))
        {
            words.Add(finding.Words(await Record(db, finding, ct)));
        }

        if (findings.Count > NamedMax)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"and {findings.Count - NamedMax} more"));
        }

        if (await db.Disproof(Strays, ct) is { } stray)
        {
            words.Add(stray);
        }

        return words.Count == 0
            ? new ProofResult(Id, true, string.Create(CultureInfo.InvariantCulture, $"{rows} rows are as they were last written"))
            : new ProofResult(Id, false, string.Join("; ", words));
    }

    /// <summary>The rows of one table against its seals.</summary>
    internal static async Task<(long Rows, IReadOnlyList<SealFinding> Findings)> Compare(
        PortalDb db,
        SealShape shape,
        IEnumerable<Seal> seals,
        SealKey key,
        CancellationToken ct
    )
    {
        var comparison = new SealComparison(shape, seals.ToDictionary(seal => seal.Group), key);
        var rows = await SealedTable.Walk(db, shape, key, (group, there, here, _) => comparison.Rows(group, there, here), ct);
        comparison.Rest();
        return (rows, comparison.Findings);
    }

    /// <summary>
    /// Whether all seals are there: a row that was deleted with its seal is missing here. And whether they are of the same time as the trail: a
    /// database that was put back, but for its trail, is behind it.
    /// </summary>
    private static string? Root(List<Seal> all, SealKey key, bool sealedBefore, long newest)
    {
        var root = all.Find(seal => seal.Group == Seal.RootGroup);
        var there = new SealSum(0);
        foreach (var seal in all.Where(seal => seal.Group >= 0))
        {
            SealStore.Count(there, seal, 1, key);
        }

        if (root is null)
        {
            return !there.IsNothing ? "the sum of all seals was taken away by hand"
                : sealedBefore ? "all seals were taken away by hand"
                : null;
        }

        if (!key.IsGenuine(root))
        {
            return "the sum of all seals was changed by hand";
        }

        var kept = key.Unmasked(root);
        return !kept.Is(there)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"seals were changed by hand: {kept.Rows} were written, {there.Rows} are there"
                )
            : root.Record != newest
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"rows and trail are not of the same time: the seals end with record {root.Record}, the trail with {newest}"
                )
            : null;
    }

    /// <summary>What the trail last says of a row that has a public number: many rows may share a seal.</summary>
    private static async Task<string?> Record(PortalDb db, SealFinding finding, CancellationToken ct)
    {
        if (
            finding.What != HandMade.Changed
            || !SealShape.All(db).TryGetValue(finding.Table, out var shape)
            || shape is not { IsNumbered: true, Block: > 1 }
            || !shape.Columns.Contains("Number")
            || !long.TryParse(finding.Row, CultureInfo.InvariantCulture, out var id)
        )
        {
            return null;
        }

        var sql = $"SELECT \"Number\" AS \"Value\" FROM \"{shape.Table}\" WHERE \"{shape.KeyColumns[0]}\" = {{0}}";
        var number = await db.Database.SqlQueryRaw<string>(sql, id).SingleOrDefaultAsync(ct);
        var newest = await db
            .AuditRecords.Where(row => row.ObjectKey == number)
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.ActorName })
            .FirstOrDefaultAsync(ct);
        return newest is null
            ? number
            : string.Create(CultureInfo.InvariantCulture, $"{number}: record {newest.Sequence} by {newest.ActorName}");
    }
}
