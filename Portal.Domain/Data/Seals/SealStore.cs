using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>Writes the seals of a transaction as the last thing before its commit, one transaction after the other.</summary>
internal static class SealStore
{
    private const int RowsMax = 100;

    public static Task Flush(PortalDb db, SealBuffer seals, CancellationToken ct) => db.OrLost(() => WriteAll(db, seals, ct));

    private static async Task WriteAll(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var root = await Hold(db, seals, ct);
        var (rootSum, genuine) = (seals.Key.Unmasked(root), seals.Key.IsGenuine(root));
        var now = db.Time.UtcNow();
        foreach (var slice in seals.Changes.Chunk(RowsMax))
        {
            var old = await Read(db, slice.Select(change => change.Seal), ct);
            var written = new List<Seal>(slice.Length);
            foreach (var ((table, group), change, key) in slice)
            {
                var before = old.GetValueOrDefault((table, group));
                var seal = Next(before, change, (table, group, key), (seals.By, seals.Record, now), seals.Key);
                if (before is not null)
                {
                    Count(rootSum, before, -1, seals.Key);
                }

                // Without rows there is nothing to seal any more.
                if (seal is not { Rows: 0, High: 0, Low: 0 })
                {
                    Count(rootSum, seal, 1, seals.Key);
                    written.Add(seal);
                }
            }

            // Whoever holds the root is alone: what was not there a moment ago is still not there.
            await Remove(db, [.. old.Values], ct);
            await Insert(db, written, ct);
        }

        // An act without a record leaves the newest one standing: rows and trail are of the same time.
        var next = MakeRoot(rootSum, (seals.By, Math.Max(seals.Record, root.Record), now), seals.Key);
        await Put(db, genuine ? next : next.With(root.Mac), ct);
    }

    /// <summary>A root counts its seals by their keyed hashes.</summary>
    public static void Count(SealSum root, Seal seal, int sign, SealKey key)
    {
        var (high, low) = key.InRoot(seal);
        root.Row(high, low, sign);
    }

    public static Seal MakeRoot(SealSum sum, (string? By, long Record, DateTime AtUtc) act, SealKey key)
    {
        var nonce = RandomNumberGenerator.GetBytes(16);
        var (high, low) = key.Pad(nonce);
        var root = new Seal
        {
            Table = string.Empty,
            Group = Seal.RootGroup,
            Rows = sum.Rows,
            High = unchecked((long)(sum.High ^ high)),
            Low = unchecked((long)(sum.Low ^ low)),
            Marks = nonce,
            By = act.By is null ? null : Kernel.Text.Cut(act.By, Seal.ByMax),
            Record = act.Record,
            AtUtc = act.AtUtc,
            Mac = new byte[16],
        };
        return root.With(key.Mac(root));
    }

    public static Seal Make(
        (string Table, long Group, string? Key) name,
        SealSum sum,
        (string? By, long Record, DateTime AtUtc) act,
        SealKey key
    )
    {
        var seal = new Seal
        {
            Table = name.Table,
            Group = name.Group,
            Key = name.Key,
            Rows = sum.Rows,
            High = unchecked((long)sum.High),
            Low = unchecked((long)sum.Low),
            Marks = sum.MarkBytes(),
            By = act.By is null ? null : Kernel.Text.Cut(act.By, Seal.ByMax),
            Record = act.Record,
            AtUtc = act.AtUtc,
            Mac = new byte[16],
        };
        return seal.With(key.Mac(seal));
    }

    public static Task Insert(PortalDb db, IReadOnlyList<Seal> seals, CancellationToken ct) => Bulk.Insert(db, seals, ct);

    /// <summary>The root stays where it is: others wait for it.</summary>
    public static Task Put(PortalDb db, Seal root, CancellationToken ct) =>
        db.Set<Seal>()
            .Where(row => row.Table == root.Table && row.Group == root.Group)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Rows, root.Rows)
                        .SetProperty(row => row.High, root.High)
                        .SetProperty(row => row.Low, root.Low)
                        .SetProperty(row => row.Marks, root.Marks)
                        .SetProperty(row => row.By, root.By)
                        .SetProperty(row => row.Record, root.Record)
                        .SetProperty(row => row.AtUtc, root.AtUtc)
                        .SetProperty(row => row.Mac, root.Mac),
                ct
            );

    public static async Task<List<Seal>> All(PortalDb db, CancellationToken ct) => await Read(Command(db, $"SELECT * FROM \"Seals\""), ct);

    /// <summary>Holds the root until the commit: seals are written by one transaction at a time, the last thing it does.</summary>
    public static async Task<Seal> Hold(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var root = FormattableString.Invariant($"SELECT * FROM \"Seals\" WHERE \"Table\" = '' AND \"Group\" = {Seal.RootGroup}");
        var sql = root + Dialect.Of(db).Holding;
        if ((await Read(Command(db, sql), ct)).SingleOrDefault() is { } held)
        {
            return held;
        }

        // The first of a site, or it was taken away: then it is wrong from here on, as the seals are that it does not count.
        await db.Acquire("seals", ct);
        if ((await Read(Command(db, sql), ct)).SingleOrDefault() is { } other)
        {
            return other;
        }

        var first = await Seeded(db, seals, ct);
        var sum = new SealSum(0);
        first.ForEach(seal => Count(sum, seal, 1, seals.Key));
        var made = MakeRoot(sum, (null, 0, db.Time.UtcNow()), seals.Key);
        await Insert(db, [made, .. first], ct);
        return made;
    }

    /// <summary>The rows that migrations put into a new site, as they stood before this transaction.</summary>
    private static async Task<List<Seal>> Seeded(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var anything = await Read(Command(db, $"SELECT * FROM \"Seals\" LIMIT 1"), ct);
        var made = new List<Seal>();
        foreach (var (table, id) in anything.Count == 0 ? SealRules.Seeded : [])
        {
            var shape = SealShape.All(db)[table];
            var rows = new SealedRows(shape, seals.BytesOf(shape));
            rows.Name([id]);
            await rows.After(db, ct);
            foreach (var (group, sum, name) in rows.Sums)
            {
                var before = new SealSum(shape.MarksLength);
                before.Add(sum);
                seals.TakeFrom(before, table, group);
                made.Add(Make((table, group, name), before, (null, 0, db.Time.UtcNow()), seals.Key));
            }
        }

        return made;
    }

    /// <summary>A seal that somebody altered stays one that we did not make, whatever is added to it.</summary>
    private static Seal Next(
        Seal? before,
        SealSum change,
        (string Table, long Group, string? Key) name,
        (string? By, long Record, DateTime AtUtc) act,
        SealKey key
    )
    {
        if (before is null)
        {
            return Make(name, change, act, key);
        }

        var sum = SealSum.Of(before, change.Marks.Length);
        sum.Add(change);
        var next = Make(name, sum, act, key);
        return key.IsGenuine(before) ? next : next.With(before.Mac);
    }

    private static async Task<Dictionary<(string, long), Seal>> Read(
        PortalDb db,
        IEnumerable<(string Table, long Group)> names,
        CancellationToken ct
    )
    {
        var wanted = string.Join(", ", names.Select(name => FormattableString.Invariant($"('{name.Table}', {name.Group})")));
        var found = await Read(Command(db, $"SELECT * FROM \"Seals\" WHERE (\"Table\", \"Group\") IN (VALUES {wanted})"), ct);
        return found.ToDictionary(seal => (seal.Table, seal.Group));
    }

    private static async Task<List<Seal>> Read(DbCommand command, CancellationToken ct)
    {
        await using var _ = command;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var seals = new List<Seal>();
        var at = (
            Table: reader.GetOrdinal("Table"),
            Group: reader.GetOrdinal("Group"),
            Key: reader.GetOrdinal("Key"),
            Rows: reader.GetOrdinal("Rows"),
            High: reader.GetOrdinal("High"),
            Low: reader.GetOrdinal("Low"),
            Marks: reader.GetOrdinal("Marks"),
            By: reader.GetOrdinal("By"),
            Record: reader.GetOrdinal("Record"),
            AtUtc: reader.GetOrdinal("AtUtc"),
            Mac: reader.GetOrdinal("Mac")
        );
        while (await reader.ReadAsync(ct))
        {
            seals.Add(
                new Seal
                {
                    Table = reader.GetString(at.Table),
                    Group = reader.GetInt64(at.Group),
                    Key = reader.IsDBNull(at.Key) ? null : reader.GetString(at.Key),
                    Rows = checked((int)reader.GetInt64(at.Rows)),
                    High = reader.GetInt64(at.High),
                    Low = reader.GetInt64(at.Low),
                    Marks = reader.GetFieldValue<byte[]>(at.Marks),
                    By = reader.IsDBNull(at.By) ? null : reader.GetString(at.By),
                    Record = reader.GetInt64(at.Record),
                    AtUtc = Kernel.Micros.ToUtc(reader.GetInt64(at.AtUtc)),
                    Mac = reader.GetFieldValue<byte[]>(at.Mac) is { Length: 16 } mac ? mac : new byte[16],
                }
            );
        }

        return seals;
    }

    private static async Task Remove(PortalDb db, List<Seal> seals, CancellationToken ct)
    {
        if (seals.Count > 0)
        {
            var names = string.Join(", ", seals.Select(seal => FormattableString.Invariant($"('{seal.Table}', {seal.Group})")));
            await using var command = Command(db, $"DELETE FROM \"Seals\" WHERE (\"Table\", \"Group\") IN (VALUES {names})");
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static DbCommand Command(PortalDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
