using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Domain.Data;

/// <summary>How a value is read from both databases.</summary>
internal enum SealedValue
{
    Number,
    Flag,
    Day,
    Word,
    Raw,
    Json,
}

/// <summary>What is sealed of one table, and how its rows are named and read.</summary>
internal sealed class SealShape
{
    public const int Slots = 64;
    private const string Name = "Portal:SealShapes";

    internal SealShape(ITable table, IReadOnlyDictionary<(string Table, string Column), object> later)
    {
        Table = table.Name;
        Tag = TagOf(table.Name);
        var columns = table
            .Columns.Where(column => SealRules.Of(table.Name, column.Name) is null)
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .ToArray();
        Columns = [.. columns.Select(column => column.Name)];
        Kinds = [.. columns.Select(KindOf)];
        Tags = [.. Columns.Select(TagOf)];
        KeyColumns = [.. table.PrimaryKey!.Columns.Select(column => column.Name)];
        KeyPlaces = [.. KeyColumns.Select(column => Array.IndexOf(Columns, column))];
        IsNumbered = KeyPlaces is [var place] && Kinds[place] == SealedValue.Number;
        IsLed = !IsNumbered && KeyColumns.Length > 1 && SealRules.IsLed(table.Name);
        Block = IsNumbered || IsLed ? SealRules.BlockOf(table.Name) : 1;
        Select = $"SELECT {string.Join(", ", Columns.Select(column => $"\"{column}\""))} FROM \"{table.Name}\"";
        Defaults = [.. Columns.Select(column => later.TryGetValue((table.Name, column), out var value) ? RowBytes.Stored(value) : null)];
        Required = [.. columns.Where(column => !column.IsNullable).Select(column => column.Name)];
    }

    public string Table { get; }
    public uint Tag { get; }
    public string[] Columns { get; }
    public SealedValue[] Kinds { get; }
    public uint[] Tags { get; }
    public string[] KeyColumns { get; }

    /// <summary>Where the key's columns stand among <see cref="Columns"/>.</summary>
    public int[] KeyPlaces { get; }

    /// <summary>With these bytes a column adds nothing: it came later than the rows (<see cref="SealRules.Later"/>).</summary>
    public byte[]?[] Defaults { get; }

    /// <summary>The key is one number.</summary>
    public bool IsNumbered { get; }

    /// <summary>The key begins with the number of what the row belongs to, and the rows of that have one seal.</summary>
    public bool IsLed { get; }

    /// <summary>How many numbered rows have one seal.</summary>
    public int Block { get; }
    public string Select { get; }
    public IReadOnlyList<string> Required { get; }

    /// <summary>Several rows share a seal: its marks say which of them differs.</summary>
    public bool HasSlots => Block > 1 || IsLed;
    public int MarksLength => Columns.Length + (HasSlots ? Slots : 0);

    /// <summary>Every sealed table of a model by its name.</summary>
    public static FrozenDictionary<string, SealShape> All(PortalDb db) =>
        db.Model.GetOrAddRuntimeAnnotationValue(Name, static model => Make(model!), db.Model);

    /// <summary>Which seal a row belongs to.</summary>
    public long GroupOf(in RowKey row) => IsNumbered || IsLed ? row.Number / Block : row.Spread;

    /// <summary>Which of the seal's marks is the row's.</summary>
    public int SlotOf(in RowKey row) =>
        IsNumbered ? (int)(row.Number % Slots) : (int)((row.Number % Block * SlotsOfOne) + (row.Tail % SlotsOfOne));

    /// <summary>How many marks there are for what rows belong to, where they are led.</summary>
    public int SlotsOfOne => Slots / Block;

    /// <summary>What a seal says of its row where no number does.</summary>
    public string? NameOf(in RowKey row) => IsNumbered || IsLed ? null : row.Text;

    private static FrozenDictionary<string, SealShape> Make(IModel model) =>
        model
            .GetRelationalModel()
            .Tables.Where(table => SealRules.Of(table.Name) is null)
            .Select(table => new SealShape(table, SealRules.Later))
            .ToFrozenDictionary(shape => shape.Table, StringComparer.Ordinal);

    private static SealedValue KindOf(IColumn column) =>
        column.PropertyMappings.Count == 0 || column.StoreType == "jsonb" ? SealedValue.Json
        : column.StoreType is "bigint" or "integer" or "INTEGER" ? SealedValue.Number
        : column.StoreType == "boolean" ? SealedValue.Flag
        : column.StoreType == "date" ? SealedValue.Day
        : column.StoreType is "bytea" or "BLOB" ? SealedValue.Raw
        : SealedValue.Word;

    /// <summary>Names as four bytes, so that a row's bytes are mostly its values.</summary>
    private static uint TagOf(string name) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
