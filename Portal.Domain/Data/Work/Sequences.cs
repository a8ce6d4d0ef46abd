using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class Sequences
{
    /// <summary>The next number of a named counter, from 1. The caller's transaction holds the counter until it ends.</summary>
    public static async Task<long> Next(PortalDb db, string name, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A gapless number needs the transaction that uses it.");
        }

        await Count(db, name, ct);
        return await db.Set<Sequence>().Where(row => row.Name == name).Select(row => row.Last).SingleAsync(ct);
    }

    /// <summary>Moves a counter by one.</summary>
    public static Task Count(PortalDb db, string name, CancellationToken ct) =>
        Upsert<Sequence>.On(db, row => row.Name).With(Merge.Add, row => row.Last).Put([Sequence.Of(name, 1)], ct);

    /// <summary>Sets a counter: numbers up to and with this one are given out.</summary>
    public static Task Reach(PortalDb db, string name, long last, CancellationToken ct) =>
        Upsert<Sequence>.On(db, row => row.Name).With(Merge.Replace, row => row.Last).Put([Sequence.Of(name, last)], ct);
}
