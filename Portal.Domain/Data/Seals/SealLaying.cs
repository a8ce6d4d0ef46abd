using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>What was sealed as it stood.</summary>
public sealed record LaidSeals(int Tables, long Rows, long Seals);

/// <summary>
/// Seals every row as it stands. That says nothing of how it came to stand so: it happens once, when a site comes from a release without seals,
/// and afterwards only when a person asks for it with a reason; both stand in the trail.
/// </summary>
internal static class SealLaying
{
    public const string Action = "seals.laid";

    /// <summary>On what occasion the trail was anchored: from then on this site's rows are sealed.</summary>
    public const string Anchor = "seals";
    private const int Slice = 1_000;

    /// <summary>In the caller's transaction; the caller saves and commits.</summary>
    /// <param name="found">What the proof said before: it can say it no more afterwards.</param>
    public static async Task<LaidSeals> Lay(PortalDb db, Actor actor, string why, CancellationToken ct, string? found = null)
    {
        var seals = db.Seals ?? throw new InvalidOperationException("This context has no key.");
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        // Whoever is about to commit waits here, and adds what they changed to what is laid.
        var root = await SealStore.Hold(db, seals, ct);
        await db.Set<Seal>().Where(seal => seal.Group != Seal.RootGroup).ExecuteDeleteAsync(ct);
        var (sum, rows, tables, now) = (new SealSum(0), 0L, 0, db.Time.UtcNow());
        foreach (var shape in SealShape.All(db).Values.OrderBy(shape => shape.Table, StringComparer.Ordinal))
        {
            var laid = new List<Seal>();
            rows += await SealedTable.Walk(
                db,
                shape,
                seals.Key,
                (group, there, _, name) =>
                {
                    laid.Add(SealStore.Make((shape.Table, group, name), there, (actor.Name, 0, now), seals.Key));
                    SealStore.Count(sum, laid[^1], 1, seals.Key);
                },
                ct
            );
            foreach (var slice in laid.Chunk(Slice))
            {
                await SealStore.Insert(db, slice, ct);
            }

            tables++;
        }

        await SealStore.Put(db, SealStore.MakeRoot(sum, (actor.Name, root.Record, now), seals.Key), ct);
        var made = new LaidSeals(tables, rows, sum.Rows);
        var facts = new
        {
            made.Tables,
            made.Rows,
            made.Seals,
            found,
        };
        db.Audit(actor, Action, "seals", "all", after: facts, why: why);
        return made;
    }
}
