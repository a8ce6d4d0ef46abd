using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Tests.Audit;

/// <summary>What somebody with every right on the database, but without the key, can do to the trail.</summary>
internal enum Tampering
{
    Edit,
    Delete,
    Reorder,
    Insert,
    Truncate,
    Rewind,
    ForgeCut,
}

internal static class Tamperings
{
    private static readonly string[] Columns =
    [
        "ActorName",
        "Action",
        "ObjectKey",
        "After",
        "Why",
        "Source",
        "Outcome",
        "AtUtc",
        "ActorId",
    ];

    /// <summary>Does it to an open database whose triggers it takes off first; returns the first record that is wrong, null when none is left.</summary>
    public static async Task<long?> Do(PortalDb db, Tampering kind, Random random)
    {
        await TakeTriggersOff(db);
        var last = await db.AuditRecords.MaxAsync(row => row.Sequence);
        var one = random.NextInt64(1, last + 1);
        switch (kind)
        {
            case Tampering.Edit:
                await Edit(db, one, Columns[random.Next(Columns.Length)]);
                return one;
            case Tampering.Delete:
                one = random.NextInt64(1, last);
                await Sql(db, $"DELETE FROM \"AuditRecords\" WHERE \"Sequence\" = {one}");
                return one;
            case Tampering.Reorder:
                one = random.NextInt64(1, last);
                var other = random.NextInt64(one + 1, last + 1);
                await Renumber(db, one, -1);
                await Renumber(db, other, one);
                await Renumber(db, -1, other);
                return one;
            case Tampering.Insert:
                await Insert(db, one, last);
                return one + 1;
            case Tampering.Truncate:
                var kept = random.NextInt64(0, last);
                await Sql(db, $"DELETE FROM \"AuditRecords\" WHERE \"Sequence\" > {kept}");
                await TurnHeadTo(db, kept);
                return kept + 1;
            case Tampering.Rewind:
                await TurnHeadTo(db, random.NextInt64(0, last));
                return null;
            case Tampering.ForgeCut:
                one = random.NextInt64(1, last);
                await Sql(
                    db,
                    $"INSERT INTO \"AuditCuts\" (\"Sequence\", \"Hash\", \"AtUtc\", \"Signature\") SELECT \"Sequence\", \"Hash\", \"AtUtc\", \"Hash\" FROM \"AuditRecords\" WHERE \"Sequence\" = {one}"
                );
                await Sql(db, $"DELETE FROM \"AuditRecords\" WHERE \"Sequence\" <= {one}");
                return one;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static Task Edit(PortalDb db, long sequence, string column)
    {
        var value = column switch
        {
            "AtUtc" or "ActorId" => $"\"{column}\" + 1",
            "Outcome" => "CASE WHEN \"Outcome\" = 'Done' THEN 'Refused' ELSE 'Done' END",
            _ => $"COALESCE(\"{column}\", '') || '.'",
        };
        return Sql(db, $"UPDATE \"AuditRecords\" SET \"{column}\" = {value} WHERE \"Sequence\" = {sequence}");
    }

    /// <summary>A copy of a record with another object, right behind it; what follows moves up, and the head with it.</summary>
    private static async Task Insert(PortalDb db, long behind, long last)
    {
        for (var sequence = last; sequence > behind; sequence--)
        {
            await Renumber(db, sequence, sequence + 1);
        }

        var copied = string.Join(
            ", ",
            new[]
            {
                "AtUtc",
                "ActorId",
                "ActorName",
                "Source",
                "Action",
                "ObjectKind",
                "MerchantId",
                "Before",
                "After",
                "Why",
                "Outcome",
                "Hash",
            }.Select(name => $"\"{name}\"")
        );
        await Sql(
            db,
            $"INSERT INTO \"AuditRecords\" (\"Sequence\", \"ObjectKey\", \"PreviousHash\", {copied}) SELECT \"Sequence\" + 1, 'forged', \"Hash\", {copied} FROM \"AuditRecords\" WHERE \"Sequence\" = {behind}"
        );
        await TurnHeadTo(db, last + 1);
    }

    private static Task Renumber(PortalDb db, long from, long to) =>
        Sql(db, $"UPDATE \"AuditRecords\" SET \"Sequence\" = {to} WHERE \"Sequence\" = {from}");

    private static Task TurnHeadTo(PortalDb db, long sequence) =>
        Sql(
            db,
            $"UPDATE \"AuditHeads\" SET \"Sequence\" = {sequence}, \"Hash\" = COALESCE((SELECT \"Hash\" FROM \"AuditRecords\" WHERE \"Sequence\" = {sequence}), '{AuditChain.Origin}')"
        );

    public static async Task TakeTriggersOff(PortalDb db)
    {
        if (db.Provider == Provider.Postgres)
        {
            await Sql(db, "ALTER TABLE \"AuditRecords\" DISABLE TRIGGER USER");
            await Sql(db, "ALTER TABLE \"AuditCuts\" DISABLE TRIGGER USER");
            return;
        }

        await Sql(db, "DROP TRIGGER \"AuditRecords_no_update\"");
        await Sql(db, "DROP TRIGGER \"AuditRecords_no_delete\"");
    }

    private static Task<int> Sql(PortalDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql);
}
