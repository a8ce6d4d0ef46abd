using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Domain.Data;

/// <summary>The sealed rows one save is about to change.</summary>
internal sealed class SealedSave
{
    private readonly Dictionary<string, SealedRows> _rows = [];

    /// <summary>Rows that have no key before they are saved.</summary>
    private readonly List<(SealShape Shape, EntityEntry Entry)> _added = [];

    private SealedSave() { }

    /// <summary>Null when the save changes no sealed row.</summary>
    public static SealedSave? Of(PortalDb db, SealBuffer seals)
    {
        var save = new SealedSave();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            if (seals.ShapeOf(TableOf(entry.Metadata)) is not { } shape)
            {
                continue;
            }

            if (entry.State == EntityState.Added && !entry.Metadata.IsOwned())
            {
                save._added.Add((shape, entry));
            }
            else
            {
                save.RowsOf(shape, seals).Name(KeyOf(entry));
            }
        }

        return save._rows.Count + save._added.Count == 0 ? null : save;
    }

    public async Task Before(PortalDb db, CancellationToken ct)
    {
        foreach (var rows in _rows.Values.OrderBy(rows => rows.Shape.Table, StringComparer.Ordinal))
        {
            await rows.Before(db, ct);
        }
    }

    public async Task After(PortalDb db, SealBuffer seals, CancellationToken ct)
    {
        foreach (var (shape, entry) in _added)
        {
            RowsOf(shape, seals).Name(KeyOf(entry));
        }

        foreach (var rows in _rows.Values)
        {
            await rows.After(db, ct);
            seals.Add(rows);
        }
    }

    private SealedRows RowsOf(SealShape shape, SealBuffer seals)
    {
        if (!_rows.TryGetValue(shape.Table, out var rows))
        {
            _rows[shape.Table] = rows = new SealedRows(shape, seals.BytesOf(shape));
        }

        return rows;
    }

    private static string? TableOf(IEntityType entity) =>
        (entity.IsOwned() ? entity.FindOwnership()!.PrincipalEntityType : entity).GetTableName();

    /// <summary>As the database stores it. What lies within a row as JSON is its owner's.</summary>
    private static object?[] KeyOf(EntityEntry entry)
    {
        IReadOnlyList<IReadOnlyProperty> key = entry.Metadata.IsOwned()
            ? entry.Metadata.FindOwnership()!.Properties
            : entry.Metadata.FindPrimaryKey()!.Properties;
        return [.. key.Select(property => Stored((IProperty)property, entry.Property(property.Name).CurrentValue))];
    }

    public static object? Stored(IProperty property, object? value) =>
        property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
