using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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

    /// <summary>With numbers when the rows have theirs already, else the database gives them.</summary>
    public RowLayout<T> Layout(T first) => _numberOf is null || _numberOf(first) != 0 ? _all.Value : _unnumbered.Value;

    public void Number(T row, long id) =>
        (_number ?? throw new InvalidOperationException($"Nobody numbers the rows of {Table}."))(row, id);

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

/// <summary>Columns in their order, and the code that gives the values of a row to a writer without boxing them.</summary>
internal sealed class RowLayout<T>
    where T : class
{
    public RowLayout(IReadOnlyList<IProperty> properties, StoreObjectIdentifier table)
    {
        Columns = [.. properties.Select(property => property.GetColumnName(table)!)];
        Types = [.. properties.Select(property => property.GetColumnType(table))];
        var (to, row) = (Expression.Parameter(typeof(RowWriter), "to"), Expression.Parameter(typeof(T), "row"));
        Write = Expression
            .Lambda<Action<RowWriter, T>>(Expression.Block(properties.Select(property => Give(to, row, property, table))), to, row)
            .Compile();
    }

    public string[] Columns { get; }

    /// <summary>The columns' types as the database calls them.</summary>
    public string[] Types { get; }

    public Action<RowWriter, T> Write { get; }

    public static Expression Read(Expression row, IProperty property) =>
        Expression.MakeMemberAccess(row, property.GetMemberInfo(forMaterialization: false, forSet: false));

    private static Expression Give(ParameterExpression to, ParameterExpression row, IProperty property, StoreObjectIdentifier table)
    {
        var value = Read(row, property);
        var isJson = property.GetColumnType(table) == "jsonb";
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Expression.IfThenElse(
                Expression.Property(value, nameof(Nullable<int>.HasValue)),
                Add(to, Converted(Expression.Property(value, nameof(Nullable<int>.Value)), property), isJson),
                Nothing(to)
            );
        }

        var add = Add(to, Converted(value, property), isJson);
        return value.Type.IsValueType
            ? add
            : Expression.IfThenElse(Expression.ReferenceEqual(value, Expression.Constant(null)), Nothing(to), add);
    }

    /// <summary>As the model converts it. The names of an enum's values are made once and not for every row.</summary>
    private static Expression Converted(Expression value, IProperty property)
    {
        if (property.GetTypeMapping().Converter is not { } converter)
        {
            return value;
        }

        if (value.Type.IsEnum && converter.ProviderClrType == typeof(string))
        {
            return Expression.Call(typeof(EnumNames<>).MakeGenericType(value.Type), nameof(EnumNames<DayOfWeek>.Of), null, value);
        }

        var convert = converter.ConvertToProviderExpression;
        return ReplacingExpressionVisitor.Replace(convert.Parameters[0], value, convert.Body);
    }

    private static MethodCallExpression Add(ParameterExpression to, Expression value, bool isJson)
    {
        value = isJson ? Expression.New(typeof(JsonText).GetConstructor([typeof(string)])!, value) : value;
        var add = typeof(RowWriter).GetMethod(nameof(RowWriter.Add), [value.Type]);
        return add?.GetParameters()[0].ParameterType == value.Type
            ? Expression.Call(to, add, value)
            : throw new InvalidOperationException($"No writer takes a {value.Type.Name}.");
    }

    private static MethodCallExpression Nothing(ParameterExpression to) =>
        Expression.Call(to, typeof(RowWriter).GetMethod(nameof(RowWriter.Null), BindingFlags.Instance | BindingFlags.Public)!);
}

/// <summary>Enum names as the database stores them, without making a new text for every row.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => value.ToString());

    public static string Of(T value) => Names[value];
}
