using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Domain.Data;

/// <summary>
/// The row a reader stands at, value by value as SQLite holds it. A whole table is read so: without a string for every text and without asking twice
/// for every value, which is most of what the reading of a row costs otherwise.
/// </summary>
internal readonly struct SqliteRow
{
    private readonly sqlite3_stmt _statement;

    private SqliteRow(sqlite3_stmt statement) => _statement = statement;

    /// <summary>Null for a reader of another database.</summary>
    public static SqliteRow? Of(DbDataReader reader) =>
        reader is SqliteDataReader { Handle: { } statement } ? new SqliteRow(statement) : null;

    public void To(RowBytes bytes)
    {
        var kinds = bytes.Shape.Kinds;
        for (var at = 0; at < kinds.Length; at++)
        {
            var type = raw.sqlite3_column_type(_statement, at);
            if (type == raw.SQLITE_NULL)
            {
                continue;
            }

            if (type != TypeOf(kinds[at]))
            {
                // SQLite keeps what it is given in any column, and a comparison tells 5 from 5.0 and from '5': so do seals.
                bytes.PutForeign(at, (byte)type, raw.sqlite3_column_blob(_statement, at));
                continue;
            }

            switch (kinds[at])
            {
                case SealedValue.Number:
                    bytes.Put(at, raw.sqlite3_column_int64(_statement, at));
                    break;
                case SealedValue.Flag:
                    bytes.Put(at, raw.sqlite3_column_int64(_statement, at) != 0);
                    break;
                case SealedValue.Raw:
                    bytes.PutRaw(at, raw.sqlite3_column_blob(_statement, at));
                    break;
                case SealedValue.Json:
                    bytes.PutJson(at, Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, at)));
                    break;
                default:
                    // Days too: they are stored as the text they are sealed as.
                    bytes.PutWord(at, raw.sqlite3_column_blob(_statement, at));
                    break;
            }
        }
    }

    private static int TypeOf(SealedValue kind) =>
        kind switch
        {
            SealedValue.Number or SealedValue.Flag => raw.SQLITE_INTEGER,
            SealedValue.Raw => raw.SQLITE_BLOB,
            _ => raw.SQLITE_TEXT,
        };
}
