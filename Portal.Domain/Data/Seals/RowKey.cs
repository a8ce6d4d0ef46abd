using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Data;

/// <summary>Which row: its number, or its key in words, and then the number the key begins with.</summary>
internal readonly record struct RowKey(long Number, string? Text)
{
    /// <summary>For keys in words: a number that spreads.</summary>
    public long Spread =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Text ?? string.Empty))) & long.MaxValue;

    /// <summary>What tells a row from the others of what it belongs to: the number its key ends with, or one that spreads.</summary>
    public long Tail =>
        Text is { } text
        && long.TryParse(text.AsSpan(text.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture, out var last)
            ? last & long.MaxValue
            : Spread;

    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One value of a key in words.</summary>
    public static string Word(object? value) =>
        value switch
        {
            byte[] bytes => Convert.ToHexStringLower(bytes),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };

    /// <summary>From the values of a key as they are stored.</summary>
    public static RowKey Of(SealShape shape, IReadOnlyList<object?> values) =>
        new(
            shape.IsNumbered || shape.IsLed ? Convert.ToInt64(values[0], CultureInfo.InvariantCulture) : 0,
            shape.IsNumbered ? null : string.Join('/', values.Select(Word))
        );
}
