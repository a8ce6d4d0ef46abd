namespace Portal.Domain.Data;

/// <summary>
/// Where the two databases differ, and nowhere else: everything that is said or done in one way on SQLite and in another on PostgreSQL is a
/// member here. A guard test refuses to ask for the provider, or to write one database's own words, outside of this folder.
/// </summary>
internal abstract class Dialect
{
    public static Dialect Of(PortalDb db) => Of(db.Provider);

    public static Dialect Of(Provider provider) => provider == Provider.Postgres ? PostgresDialect.Instance : SqliteDialect.Instance;

    /// <summary>The smaller and the larger of two values.</summary>
    public abstract string Least { get; }
    public abstract string Greatest { get; }

    /// <summary>A statement that takes rows as one JSON text, {0}: an array a row, its values in the order of the columns.</summary>
    public string Upsert(string table, IReadOnlyList<string> columns, IReadOnlyList<string> types, string onConflict) =>
        $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {Select(types)} {onConflict}";

    /// <summary>At the end of a select: nobody else changes these rows, to the end of the transaction. Nothing where there is one writer.</summary>
    public abstract string Holding { get; }

    /// <summary>The same, but others may still refer to the rows.</summary>
    public abstract string HoldingNoKey { get; }

    /// <summary>The same rows to join with, as a table of this name with these columns and types.</summary>
    public string Rows(string name, IReadOnlyList<string> columns, IReadOnlyList<string> types) =>
        $"(SELECT {string.Join(", ", columns.Select((column, at) => $"{Cell(at, types[at])} AS \"{column}\""))} FROM {Each}) AS {name}";

    /// <summary>Reads of each row of the outer tables what the inner ones have of it, in that order, whatever the database would choose.</summary>
    public abstract string ForEach(OrderedRead outer, OrderedRead inner);

    /// <summary>Waits until nobody else holds this name, to the end of the transaction.</summary>
    public abstract Task Lock(PortalDb db, string name, CancellationToken ct);

    /// <summary>Nobody else writes the table, to the end of the transaction.</summary>
    public abstract Task LockTable(PortalDb db, string table, CancellationToken ct);

    /// <summary>Ids for rows about to be put in, in the caller's transaction.</summary>
    public abstract Task<long[]> ReserveIds(PortalDb db, string table, int count, CancellationToken ct);

    /// <summary>Puts rows in by the fastest way there is, in the caller's transaction.</summary>
    public abstract Task Write<T>(
        PortalDb db,
        string table,
        string[] columns,
        IReadOnlyList<T> rows,
        Action<RowWriter, T> write,
        CancellationToken ct
    );

    /// <summary>How much room the database takes.</summary>
    public abstract Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct);

    protected abstract string Each { get; }

    protected abstract string Cell(int at, string type);

    private string Select(IReadOnlyList<string> types) =>
        $"{string.Join(", ", types.Select((type, at) => Cell(at, type)))} FROM {Each} WHERE true";
}
