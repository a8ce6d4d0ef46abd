using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Audit;

/// <summary>
/// Signs audit records with a key that is a file of the data directory or a setting, never a row of the database: whoever can only write
/// the database cannot forge the chain.
/// </summary>
internal sealed class AuditChain
{
    private const int KeyBytes = 32;
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private readonly byte[] _key;

    internal AuditChain(byte[] key)
    {
        _key = key;
        // A key of its own, which is where this one is: in no database.
        Seals = new Data.SealKey(HMACSHA256.HashData(key, "the seals of rows"u8));
    }

    internal Data.SealKey Seals { get; }

    /// <summary>What the first record names as its predecessor.</summary>
    public static string Origin { get; } = new('0', 64);

    /// <summary>The key of the settings, which several servers share; otherwise the data directory's own, made at the first start (file mode 600).</summary>
    public static AuditChain Of(AuditSettings settings, string dataDirectory) =>
        settings.Key.Length == 0 ? In(dataDirectory) : new AuditChain(AuditSettings.KeyOf(settings.Key));

    private static AuditChain In(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        Data.DataFolder.Make(folder);
        var path = Path.Combine(folder, "audit.key");
        if (!File.Exists(path))
        {
            var made = Path.Combine(folder, Path.GetRandomFileName());
            Data.DataFolder.WriteText(made, Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes)));
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
                record.Outcome.ToString(),
            }
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field};");
        }

        return Sign(text.ToString());
    }

    /// <summary>Signs what is kept about the chain elsewhere: an anchor, a cut.</summary>
    internal string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>One text for one content: members in the order of their names, enums by name, no blanks.</summary>
    internal static string? Canonical(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var text = Sorted(JsonSerializer.SerializeToNode(value, Json))!.ToJsonString(Json);
        return text.Length <= FactsMax
            ? text
            : JsonSerializer.Serialize(new { sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) });
    }

    /// <summary>Longer facts are kept as their fingerprint.</summary>
    private const int FactsMax = 8000;

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
