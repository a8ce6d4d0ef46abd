using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Domain.Data;

/// <summary>
/// Rows into a SQLite table by a prepared statement of many rows, bound by place: the ADO layer finds parameters by name, and each statement
/// reads and writes the counter of the table's ids once, however many rows it has. A value that its place holds already is not bound again.
/// </summary>
internal sealed class SqliteRows : RowWriter, IDisposable
{
    /// <summary>More gains nothing more; fewer reads the id counter too often.</summary>
    private const int RowsMax = 64;
    private const int ParametersMax = 2_048;

    private readonly sqlite3 _connection;
    private readonly string _insert;
    private readonly int _columns;
    private readonly Dictionary<int, Statement> _statements = [];
    private Statement _statement = null!;
    private byte[] _utf8 = new byte[1_024];
    private DateOnly _day;
    private string _dayText = string.Empty;
    private int _left;
    private int _place;

    /// <param name="rows">How many rows are coming.</param>
    public SqliteRows(sqlite3 connection, string table, string[] columns, int rows)
    {
        _connection = connection;
        _columns = columns.Length;
        _left = rows;
        // OR FAIL keeps what the statement did before the row that fails, so SQLite copies no pages aside to undo it: whoever meets the
        // failure rolls back the transaction anyway.
        _insert = $"INSERT OR FAIL INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ";
        Next();
    }

    /// <summary>Values of the row are complete.</summary>
    public void EndRow()
    {
        if (_place == _statement.Places)
        {
            var step = raw.sqlite3_step(_statement.Handle);
            Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
            Check(raw.sqlite3_reset(_statement.Handle));
            _left -= _place / _columns;
            if (_left > 0)
            {
                Next();
            }
        }
    }

    public override void Null()
    {
        if (_statement.Takes(_place, null, 0))
        {
            Check(raw.sqlite3_bind_null(_statement.Handle, _place + 1));
        }

        _place++;
    }

    public override void Add(long value)
    {
        if (_statement.Takes(_place, Number, value))
        {
            Check(raw.sqlite3_bind_int64(_statement.Handle, _place + 1, value));
        }

        _place++;
    }

    public override void Add(int value) => Add((long)value);

    public override void Add(bool value) => Add(value ? 1L : 0L);

    public override void Add(DateOnly value)
    {
        if (value != _day || _dayText.Length == 0)
        {
            (_day, _dayText) = (value, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        Add(_dayText);
    }

    public override void Add(string value)
    {
        value = Kernel.Text.Sound(value);
        if (value.Length == 0)
        {
            // An empty span has no address, and that would be NULL.
            _ = _statement.Takes(_place, value, 0);
            Check(raw.sqlite3_bind_text(_statement.Handle, _place + 1, string.Empty));
        }
        else if (_statement.Takes(_place, value, 0))
        {
            var most = Encoding.UTF8.GetMaxByteCount(value.Length);
            if (_utf8.Length < most)
            {
                _utf8 = new byte[most];
            }

            var length = Encoding.UTF8.GetBytes(value, _utf8);
            Check(raw.sqlite3_bind_text(_statement.Handle, _place + 1, _utf8.AsSpan(0, length)));
        }

        _place++;
    }

    public override void Add(byte[] value)
    {
        _ = _statement.Takes(_place, value, 0);
        Check(raw.sqlite3_bind_blob(_statement.Handle, _place + 1, value));
        _place++;
    }

    public override void Add(JsonText value) => Add(value.Value);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Handle.Dispose();
        }
    }

    private static readonly object Number = new();

    private void Next()
    {
        _place = 0;
        var rows = Math.Max(1, Math.Min(_left, Math.Min(RowsMax, ParametersMax / _columns)));
        if (!_statements.TryGetValue(rows, out var statement))
        {
            var row = $"({string.Join(", ", Enumerable.Repeat("?", _columns))})";
            Check(raw.sqlite3_prepare_v2(_connection, _insert + string.Join(", ", Enumerable.Repeat(row, rows)), out var handle));
            _statements[rows] = statement = new Statement(handle, rows * _columns);
        }

        _statement = statement;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, _connection);
        }
    }

    /// <summary>A statement and what its places hold: bindings outlive a reset.</summary>
    private sealed class Statement(sqlite3_stmt handle, int places)
    {
        private static readonly object Unbound = new();
        private readonly object?[] _held = Enumerable.Repeat(Unbound, places).ToArray()!;
        private readonly long[] _numbers = new long[places];

        public sqlite3_stmt Handle => handle;
        public int Places => places;

        /// <summary>False when the place holds just that: the same text object, or the same number.</summary>
        public bool Takes(int place, object? what, long number)
        {
            if (ReferenceEquals(_held[place], what) && _numbers[place] == number)
            {
                return false;
            }

            (_held[place], _numbers[place]) = (what, number);
            return true;
        }
    }
}
