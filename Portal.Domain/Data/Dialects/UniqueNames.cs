using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Domain.Data;

/// <summary>SQLite names the columns of what did not take a row ("UNIQUE constraint failed: Table.A, Table.B"): the model knows its name.</summary>
internal static class UniqueNames
{
    private const string Names = "Portal:UniqueNames";
    private const string Words = "constraint failed: ";

    public static string Of(IModel model, string message)
    {
        var columns = message[(message.IndexOf(Words, StringComparison.Ordinal) + Words.Length)..].TrimEnd('.', '\'', ' ');
        return model.GetOrAddRuntimeAnnotationValue(Names, static model => All(model!), model).GetValueOrDefault(columns, columns);
    }

    /// <summary>Every unique index and key of the model by its columns, as SQLite says them. No two of a table have the same columns.</summary>
    public static Dictionary<string, string> All(IModel model)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entity in model.GetEntityTypes().Where(entity => entity.GetTableName() is not null && !entity.IsMappedToJson()))
        {
            foreach (var index in entity.GetIndexes().Where(index => index.IsUnique))
            {
                names.Add(Columns(entity, index.Properties), index.GetDatabaseName()!);
            }

            foreach (var key in entity.GetKeys())
            {
                names.Add(Columns(entity, key.Properties), key.GetName()!);
            }
        }

        return names;
    }

    private static string Columns(IEntityType entity, IEnumerable<IProperty> properties) =>
        string.Join(", ", properties.Select(property => $"{entity.GetTableName()}.{property.GetColumnName()}"));
}
