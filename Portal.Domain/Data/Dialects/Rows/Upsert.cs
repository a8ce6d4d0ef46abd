using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

/// <summary>
/// Puts rows in, or into those that are there already with the same key: many rows a statement, one statement for both databases. Columns, types
/// and conversions are the model's (<see cref="RowShape{T}"/>). Rows are taken in the order given, so that two transactions that give
/// theirs in one order never wait for each other in a ring.
/// </summary>
internal sealed class Upsert<T>
    where T : class
{
    private readonly List<IProperty> _on = [];
    private readonly Dictionary<IProperty, Merge> _merges = [];
    private readonly PortalDb _db;
    private readonly RowShape<T> _shape;

    private Upsert(PortalDb db, IEnumerable<string> key)
    {
        (_db, _shape) = (db, RowShape<T>.Of(db));
        _on.AddRange(key.Select(Property));
    }

    /// <param name="key">The properties of one unique index or key: one, or several as an anonymous object.</param>
    public static Upsert<T> On(PortalDb db, Expression<Func<T, object?>> key) => new(db, key.GetMemberAccessList().Select(one => one.Name));

    /// <summary>A row that is there already takes this of the new one; without any it stays as it is.</summary>
    public Upsert<T> With<TValue>(Merge merge, Expression<Func<T, TValue>> property)
    {
        _merges.Add(Property(property.GetMemberAccess().Name), merge);
        return this;
    }

    /// <summary>Returns how many rows were put in or changed.</summary>
    public async Task<int> Put(IReadOnlyCollection<T> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        return _db.Seals?.ShapeOf(_shape.Table) is null ? await PutAll(rows, ct) : await PutSealed([.. rows], ct);
    }

    /// <summary>Sealed rows are named by their keys: those that were there already stay as they are.</summary>
    private async Task<int> PutSealed(IReadOnlyList<T> rows, CancellationToken ct)
    {
        if (_merges.Count > 0)
        {
            throw new NotSupportedException($"Rows of {_shape.Table} are sealed: change them where their seals see it.");
        }

        if (_shape.Key is not null)
        {
            await Bulk.Number(_db, rows, ct);
        }

        var seals = _db.Seals!;
        var shape = seals.ShapeOf(_shape.Table)!;
        var made = new SealedRows(shape, seals.BytesOf(shape));
        await using var own = _db.Database.CurrentTransaction is null ? await _db.Database.BeginTransactionAsync(ct) : null;
        await _db.OrLost(async () =>
        {
            foreach (var key in await Made(shape, rows, ct))
            {
                made.Name(key);
            }
        });
        await made.After(_db, ct);
        seals.Add(made);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }

        return made.Count;
    }

    /// <summary>The keys of the rows that were put in by us: one that another transaction put in meanwhile is sealed by that.</summary>
    private async Task<List<object?[]>> Made(SealShape shape, IReadOnlyList<T> rows, CancellationToken ct)
    {
        var layout = _shape.Layout(rows[0]);
        var keys = string.Join(", ", shape.KeyColumns.Select(column => $"\"{column}\""));
        await using var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"{Dialect.Of(_db).Upsert(_shape.Table, layout.Columns, layout.Types, OnConflict())} RETURNING {keys}".Replace(
                "{0}",
                "@rows",
                StringComparison.Ordinal
            );
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@rows", JsonRows.Of(rows, layout.Write));
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var made = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            made.Add([.. shape.KeyPlaces.Select((place, at) => SealedRows.Value(reader, shape.Kinds[place], at))]);
        }

        return made;
    }

    private Task<int> PutAll(IReadOnlyCollection<T> rows, CancellationToken ct)
    {
        var layout = _shape.Layout(rows.First());
        var sql = Dialect.Of(_db).Upsert(_shape.Table, layout.Columns, layout.Types, OnConflict());
        return _db.Database.ExecuteSqlRawAsync(sql, [JsonRows.Of(rows, layout.Write)], ct);
    }

    private string OnConflict()
    {
        var on = $"ON CONFLICT ({string.Join(", ", _on.Select(property => Quoted(property)))}) DO ";
        return _merges.Count == 0
            ? on + "NOTHING"
            : on + "UPDATE SET " + string.Join(", ", _merges.Select(pair => $"{Quoted(pair.Key)} = {Merged(pair.Key, pair.Value)}"));
    }

    private string Merged(IProperty property, Merge merge)
    {
        var (old, given) = ($"\"{_shape.Table}\".{Quoted(property)}", $"excluded.{Quoted(property)}");
        return merge switch
        {
            Merge.Replace => given,
            Merge.Add => $"{old} + {given}",
            Merge.Least => $"{Dialect.Of(_db).Least}({old}, {given})",
            Merge.Greatest => $"{Dialect.Of(_db).Greatest}({old}, {given})",
        };
    }

    private static string Quoted(IProperty property) => $"\"{property.GetColumnName()}\"";

    private IProperty Property(string name) =>
        _shape.Properties.FirstOrDefault(property => property.Name == name)
        ?? throw new InvalidOperationException($"{name} is no column of {_shape.Table}.");
}
