using System.IO.Hashing;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>A set of transaction ids in 16 bytes each: ids of up to 32 digits exactly, others by their hash.</summary>
internal sealed class RowKeys
{
    private const int ExactDigitsMax = 32;

    private readonly HashSet<UInt128> _keys = [];

    /// <summary>False when the id was there already.</summary>
    public bool Add(string id) => _keys.Add(KeyOf(id));

    private static UInt128 KeyOf(string id)
    {
        if (id.Length <= ExactDigitsMax)
        {
            // 32 digits need 107 bits; the length above them keeps leading zeros apart.
            var value = (UInt128)id.Length << 110;
            UInt128 digits = 0;
            foreach (var c in id)
            {
                if (!char.IsAsciiDigit(c))
                {
                    return Hashed(id);
                }

                digits = (digits * 10) + (UInt128)(c - '0');
            }

            return value | digits;
        }

        return Hashed(id);
    }

    private static UInt128 Hashed(string id)
    {
        // Two ids with one hash would only have their own bill refused: no hash that withstands a forger is needed. The top bit tells the two
        // kinds of keys apart.
        return ((UInt128)1 << 127) | (XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(id)) >> 1);
    }
}
