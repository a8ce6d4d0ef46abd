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

    /// <summary>
    /// What a seal adds to the root. Keyed: sums of public values could be made to fit again by choosing among older seals.
    /// </summary>
    public (ulong High, ulong Low) InRoot(Seal seal) => Halves("root"u8, seal.Mac);

    /// <summary>The sum of a root lies under a pad of its own, so that nobody learns from two roots what one seal added.</summary>
    public SealSum Unmasked(Seal root)
    {
        var (high, low) = Pad(root.Marks);
        return SealSum.Of(root.Rows, unchecked((ulong)root.High) ^ high, unchecked((ulong)root.Low) ^ low);
    }

    public (ulong High, ulong Low) Pad(byte[] nonce) => Halves("pad"u8, nonce);

    private (ulong High, ulong Low) Halves(ReadOnlySpan<byte> use, byte[] value)
    {
        using var hash = Hash();
        hash.AppendData(use);
        hash.AppendData(value);
        var made = hash.GetHashAndReset();
        return (BinaryPrimitives.ReadUInt64LittleEndian(made), BinaryPrimitives.ReadUInt64LittleEndian(made.AsSpan(8)));
    }

    private static void Text(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
