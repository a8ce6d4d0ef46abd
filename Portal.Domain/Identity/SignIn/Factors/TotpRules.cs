using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// Time-based one-time codes (RFC 6238: HMAC-SHA-1, six digits, 30 seconds), as every authenticator app makes them. Identity's own provider
/// does not tell which time step a code belongs to, so it cannot refuse the same code a second time.
/// </summary>
internal static class TotpRules
{
    public const int StepSeconds = 30;
    public const int Digits = 6;

    /// <summary>Steps a phone's clock may be off, each way.</summary>
    public const int Drift = 1;

    private const int SecretBytes = 20;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepOf(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds);

    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm authenticator apps implement; HMAC-SHA-1 is not broken.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step this code belongs to, if it is near now and later than the last one used; null when the code is no good.</summary>
    public static long? Match(byte[] secret, string code, DateTime nowUtc, long lastStep)
    {
        var typed = Encoding.ASCII.GetBytes(Plain(code));
        var now = StepOf(nowUtc);
        long? found = null;
        for (var step = now - Drift; step <= now + Drift; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, step)));
            found = same && step > lastStep ? step : found;
        }

        return found;
    }

    /// <summary>The secret as people type it: base 32 in groups of four.</summary>
    public static string Words(byte[] secret) => string.Join(" ", Base32(secret).Chunk(4).Select(part => new string(part)));

    /// <summary>What the QR code says.</summary>
    public static string Uri(byte[] secret, string issuer, string account) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}?secret={Base32(secret)}"
        + $"&issuer={System.Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    // Full-width digits and a space in the middle are what people paste.
    private static string Plain(string code) =>
        string.Concat(Text.Folded(code, NormalizationForm.FormKC).Where(char.IsAsciiDigit).Take(Digits + 1));

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            buffer = ((buffer << 8) | one) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32Letters[(buffer >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Base32Letters[(buffer << (5 - bits)) & 31]).ToString();
    }
}
