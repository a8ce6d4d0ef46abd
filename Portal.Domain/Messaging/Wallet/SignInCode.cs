using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Messaging;

/// <summary>A six-digit code mailed to a follower: kept as a salted hash, for some minutes and tries, one use.</summary>
internal sealed class SignInCode
{
    // Six digits are few: each guess against a stolen table must cost something, within the minutes it holds.
    private const int Iterations = 100_000;
    private const int HashBytes = 32;
    private const int SaltBytes = 16;

    private SignInCode() { }

    public long Id { get; private set; }

    /// <summary>What the browser carries between the two steps; says nothing by itself.</summary>
    public string Ticket { get; private set; } = string.Empty;
    public string Email { get; private set; } = string.Empty;
    public string Culture { get; private set; } = "en";
    public byte[] Salt { get; private set; } = [];
    public byte[] Hash { get; private set; } = [];
    public int Tries { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime ExpiresUtc { get; private set; }
    public DateTime? UsedUtc { get; private set; }

    public static (SignInCode Row, string Code) Make(string email, string culture, TimeSpan life, DateTime nowUtc)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var row = new SignInCode
        {
            Ticket = NewTicket(),
            Email = email,
            Culture = culture,
            Salt = salt,
            Hash = HashOf(code, salt),
            CreatedUtc = nowUtc,
            ExpiresUtc = nowUtc + life,
        };
        return (row, code);
    }

    public static string NewTicket() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool Matches(string code) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(code, Salt));

    private static byte[] HashOf(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt, Iterations, HashAlgorithmName.SHA256, HashBytes);
}
