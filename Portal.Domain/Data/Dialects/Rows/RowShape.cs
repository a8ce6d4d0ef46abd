using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Domain.Data;

/// <summary>
/// How the rows of an entity go into its table, as the model of EF says it: which columns, in which order, and by which conversions their
/// values. Whoever writes rows without the change tracker reads it, so a column is named in the mapping and nowhere else.
/// </summary>
internal sealed class RowShape<T>
    where T : class
{
    private const string Kept = "Portal:RowShape";

    private readonly Action<T, long>? _number;
    private readonly Func<T, long>? _numberOf;
    private readonly Lazy<RowLayout<T>> _all;
    private readonly Lazy<RowLayout<T>> _unnumbered;

    private RowShape(IEntityType entity)
    {
        Table = entity.GetTableName() ?? throw new InvalidOperationException($"{entity.DisplayName()} has no table of its own.");
        var at = StoreObjectIdentifier.Table(Table, entity.GetSchema());
        Properties = [.. entity.GetProperties().Where(property => property.GetColumnName(at) is not null)];
        if (entity.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } key] } && key.ClrType == typeof(long))
        {
            Key = key;
            (_numberOf, _number) = (Getter(key), Setter(key));
        }

        _all = new(() => new RowLayout<T>(Properties, at));
        _unnumbered = new(() => new RowLayout<T>([.. Properties.Where(property => property != Key)], at));
    }

    public static RowShape<T> Of(PortalDb db) =>
        (
            db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.")
        ).GetOrAddRuntimeAnnotationValue(Kept, static entity => new RowShape<T>(entity!), (IEntityType?)db.Model.FindEntityType(typeof(T)));

    public string Table { get; }

    public IReadOnlyList<IProperty> Properties { get; }

    /// <summary>The number that the database gives its rows; null where rows have a key of their own.</summary>
    public IProperty? Key { get; }

    public bool IsUnnumbered(T row) => _numberOf?.Invoke(row) == 0;

    /// <summary>With numbers when the rows have theirs already, else the database gives them.</summary>
    public RowLayout<T> Layout(T first) => _numberOf is null || _numberOf(first) != 0 ? _all.Value : _unnumbered.Value;

    public void Number(T row, long id) => (_number ?? throw new InvalidOperationException($"Nobody numbers the rows of {Table}."))(row, id);

    private static Func<T, long> Getter(IProperty key)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, long>>(RowLayout<T>.Read(row, key), row).Compile();
    }

    private static Action<T, long> Setter(IProperty key)
    {
        var (row, id) = (Expression.Parameter(typeof(T), "row"), Expression.Parameter(typeof(long), "id"));
        var member = Expression.MakeMemberAccess(row, key.GetMemberInfo(forMaterialization: true, forSet: true));
        return Expression.Lambda<Action<T, long>>(Expression.Assign(member, id), row, id).Compile();
    }
}
