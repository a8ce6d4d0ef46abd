using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>
/// Signs audit records with a key that is a file of the data directory, not a row of the database: whoever can only write the database
/// cannot forge the chain.
/// </summary>
public sealed class AuditChain
{
    private const int KeyBytes = 32;
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private readonly byte[] _key;

    internal AuditChain(byte[] key) => _key = key;

    /// <summary>What the first record names as its predecessor.</summary>
    public static string Origin { get; } = new('0', 64);

    /// <summary>Reads the key of a data directory, or makes it at the first start (file mode 600).</summary>
    public static AuditChain In(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "audit.key");
        if (!File.Exists(path))
        {
            var made = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(made, Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            try
            {
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of this site made it first: use that one.
                File.Delete(made);
            }
        }

        return new AuditChain(Convert.FromHexString(File.ReadAllText(path).Trim()));
    }

    /// <summary>HMAC-SHA-256 over the previous hash and every field of the record, each with its length so that fields cannot run together.</summary>
    public string Sign(AuditRecord record)
    {
        var text = new StringBuilder();
        foreach (
            var field in new[]
            {
                record.PreviousHash,
                record.Sequence.ToString(CultureInfo.InvariantCulture),
                record.AtUtc.Ticks.ToString(CultureInfo.InvariantCulture),
                record.ActorId.ToString(CultureInfo.InvariantCulture),
                record.ActorName,
                record.Source,
                record.Action,
                record.ObjectKind,
                record.ObjectKey,
                record.MerchantId?.ToString(CultureInfo.InvariantCulture),
                record.Before,
                record.After,
                record.Why,
            }
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field};");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text.ToString())));
    }

    internal static string? Canonical(object? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}
