using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>Writes the seals of a transaction as the last thing before its commit, one transaction after the other.</summary>
internal static class SealStore
{
    private const int RowsMax = 100;

    /// <summary>From so many on, the way of bulk rows is the shorter one.</summary>
    private const int BulkMin = 16;
    private static readonly string[] Columns = ["Table", "Group", "Key", "Rows", "High", "Low", "Marks", "By", "Record", "AtUtc", "Mac"];
    private static readonly string Names = string.Join(", ", Columns.Select(column => $"\"{column}\""));

    public static async Task Flush(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        try
        {
            await WriteAll(db, seals, ct);
        }
        catch (DbException fault) when (db.LostRace(fault) is { } lost)
        {
            throw lost;
        }
    }

    private static async Task WriteAll(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var root = await Hold(db, seals, ct);
        var (rootSum, genuine) = (SealSum.Of(root, 0), seals.Key.IsGenuine(root));
        var now = db.Time.UtcNow();
        foreach (var slice in seals.Changes.Chunk(RowsMax))
        {
            var old = await Read(db, slice.Select(change => change.Seal), ct);
            var (made, changed, gone) = (new List<Seal>(slice.Length), new List<Seal>(), new List<Seal>());
            foreach (var ((table, group), change, key) in slice)
            {
                var before = old.GetValueOrDefault((table, group));
                var seal = Next(before, change, (table, group, key), (seals.By, seals.Record, now), seals.Key);
                if (before is not null)
                {
                    Count(rootSum, before, -1);
                }

                if (seal.Rows == 0 && seal is { High: 0, Low: 0 })
                {
                    gone.AddRange(before is null ? [] : [before]);
                    continue;
                }

                Count(rootSum, seal, 1);
                (before is null ? made : changed).Add(seal);
            }

            if (made.Count < BulkMin)
            {
                changed.AddRange(made);
                made.Clear();
            }

            // Whoever holds the root is alone: what was not there a moment ago is still not there.
            await Insert(db, made, ct);
            await Write(db, changed, ct);
            await Remove(db, gone, ct);
        }

        var next = Make(("", Seal.RootGroup, null), rootSum, (seals.By, seals.Record, now), seals.Key);
        await Write(db, [genuine ? next : next.With(root.Mac)], ct);
    }

    /// <summary>A root counts its seals by their keyed hashes.</summary>
    public static void Count(SealSum root, Seal seal, int sign) =>
        root.Row(BitConverter.ToUInt64(seal.Mac, 0), BitConverter.ToUInt64(seal.Mac, 8), sign);

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

    public static Task Put(PortalDb db, Seal seal, CancellationToken ct) => Write(db, [seal], ct);

    public static async Task<List<Seal>> All(PortalDb db, CancellationToken ct) =>
        await Read(Command(db, $"SELECT {Names} FROM \"Seals\""), ct);

    /// <summary>Holds the root until the commit: seals are written by one transaction at a time, the last thing it does.</summary>
    public static async Task<Seal> Hold(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var root = FormattableString.Invariant($"SELECT {Names} FROM \"Seals\" WHERE \"Table\" = '' AND \"Group\" = {Seal.RootGroup}");
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
        first.ForEach(seal => Count(sum, seal, 1));
        var made = Make(("", Seal.RootGroup, null), sum, (null, 0, db.Time.UtcNow()), seals.Key);
        await Write(db, [made, .. first], ct);
        return made;
    }

    /// <summary>The rows that migrations put into a new site, as they stood before this transaction.</summary>
    private static async Task<List<Seal>> Seeded(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        var anything = await Read(Command(db, $"SELECT {Names} FROM \"Seals\" LIMIT 1"), ct);
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
        var found = await Read(Command(db, $"SELECT {Names} FROM \"Seals\" WHERE (\"Table\", \"Group\") IN (VALUES {wanted})"), ct);
        return found.ToDictionary(seal => (seal.Table, seal.Group));
    }

    private static async Task<List<Seal>> Read(DbCommand command, CancellationToken ct)
    {
        await using var _ = command;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var seals = new List<Seal>();
        while (await reader.ReadAsync(ct))
        {
            seals.Add(
                new Seal
                {
                    Table = reader.GetString(0),
                    Group = reader.GetInt64(1),
                    Key = reader.IsDBNull(2) ? null : reader.GetString(2),
                    Rows = checked((int)reader.GetInt64(3)),
                    High = reader.GetInt64(4),
                    Low = reader.GetInt64(5),
                    Marks = reader.GetFieldValue<byte[]>(6),
                    By = reader.IsDBNull(7) ? null : reader.GetString(7),
                    Record = reader.GetInt64(8),
                    AtUtc = Kernel.Micros.ToUtc(reader.GetInt64(9)),
                    Mac = reader.GetFieldValue<byte[]>(10) is { Length: 16 } mac ? mac : new byte[16],
                }
            );
        }

        return seals;
    }

    private static async Task Write(PortalDb db, List<Seal> seals, CancellationToken ct)
    {
        if (seals.Count == 0)
        {
            return;
        }

        await using var command = Command(db, string.Empty);
        var rows = seals.Select(seal => $"({string.Join(", ", Values(seal).Select(value => Parameter(command, value)))})").ToArray();
        command.CommandText = Dialect.Replace("Seals", Columns, 2, rows);
        await command.ExecuteNonQueryAsync(ct);
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

    private static object?[] Values(Seal seal) =>
        [
            seal.Table,
            seal.Group,
            seal.Key,
            seal.Rows,
            seal.High,
            seal.Low,
            seal.Marks,
            seal.By,
            seal.Record,
            Kernel.Micros.Of(seal.AtUtc),
            seal.Mac,
        ];

    private static string Parameter(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        // Without a value the parameter has no type of its own; both columns that may be empty are texts.
        parameter.DbType = value switch
        {
            long => System.Data.DbType.Int64,
            int => System.Data.DbType.Int32,
            byte[] => System.Data.DbType.Binary,
            _ => System.Data.DbType.String,
        };
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static DbCommand Command(PortalDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
