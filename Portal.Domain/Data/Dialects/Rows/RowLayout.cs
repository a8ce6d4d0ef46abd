using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Portal.Domain.Data;

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
