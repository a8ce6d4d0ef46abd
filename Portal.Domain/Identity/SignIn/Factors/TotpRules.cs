using System.Security.Cryptography;
using System.Text;
using OtpNet;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// Time-based one-time codes (RFC 6238: HMAC-SHA-1, six digits, 30 seconds), as every authenticator app makes them; Otp.NET makes and matches
/// them. Identity's own provider does not tell which time step a code belongs to, so it cannot refuse the same code a second time.
/// </summary>
internal static class TotpRules
{
    public const int StepSeconds = 30;
    public const int Digits = 6;

    /// <summary>Steps a phone's clock may be off, each way.</summary>
    public const int Drift = 1;

    private const int SecretBytes = 20;
    private static readonly VerificationWindow Near = new(previous: Drift, future: Drift);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepOf(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds);

    public static string Code(byte[] secret, long step) => Of(secret).ComputeTotp(DateTime.UnixEpoch.AddSeconds(step * StepSeconds));

    /// <summary>The step this code belongs to, if it is near now and later than the last one used; null when the code is no good.</summary>
    public static long? Match(byte[] secret, string code, DateTime nowUtc, long lastStep) =>
        Of(secret).VerifyTotp(nowUtc, Plain(code), out var step, Near) && step > lastStep ? step : null;

    /// <summary>The secret as people type it: base 32 in groups of four.</summary>
    public static string Words(byte[] secret) =>
        string.Join(" ", Base32Encoding.ToString(secret).Chunk(4).Select(part => new string(part)));

    /// <summary>What the QR code says.</summary>
    public static string Uri(byte[] secret, string issuer, string account) =>
        new OtpUri(OtpType.Totp, secret, account, issuer, OtpHashMode.Sha1, Digits, StepSeconds).ToString();

    private static Totp Of(byte[] secret) => new(secret, StepSeconds, OtpHashMode.Sha1, Digits);

    // Full-width digits and a space in the middle are what people paste.
    private static string Plain(string code) => string.Concat(Text.Fold(code).Where(char.IsAsciiDigit).Take(Digits + 1));
}
