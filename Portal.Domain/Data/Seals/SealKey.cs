using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Data;

/// <summary>
/// The key of the seals, derived from the key of the audit trail: it lies where that lies, is backed up and shared between servers with it, and
/// is no row of the database.
/// </summary>
internal sealed class SealKey(byte[] key)
{
    /// <summary>What columns are marked with: it only tells which one differs, the keyed sum tells that something does.</summary>
    public uint Seed { get; } = BinaryPrimitives.ReadUInt32LittleEndian(HMACSHA256.HashData(key, "marks"u8));

    public IncrementalHash Hash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    public byte[] Mac(Seal seal)
    {
        using var hash = Hash();
        Span<byte> numbers = stackalloc byte[44];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, seal.Group);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], seal.High);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[16..], seal.Low);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[24..], seal.Record);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[32..], Kernel.Micros.Of(seal.AtUtc));
        BinaryPrimitives.WriteInt32LittleEndian(numbers[40..], seal.Rows);
        hash.AppendData("seal"u8);
        hash.AppendData(numbers);
        Text(hash, seal.Table);
        Text(hash, seal.Key);
        Text(hash, seal.By);
        hash.AppendData(seal.Marks);
        return hash.GetHashAndReset()[..16];
    }

    public bool IsGenuine(Seal seal) => CryptographicOperations.FixedTimeEquals(Mac(seal), seal.Mac);

    private static void Text(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
