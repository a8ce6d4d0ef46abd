using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Domain.Approvals;

/// <summary>One way to write a content down: names in order, values as texts. The same content is the same bytes on every server.</summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(IReadOnlyDictionary<string, string?> content) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string?>(content.ToDictionary(), StringComparer.Ordinal), Json);

    public static IReadOnlyDictionary<string, string?> Read(string text) =>
        new SortedDictionary<string, string?>(
            JsonSerializer.Deserialize<Dictionary<string, string?>>(text, Json) ?? [],
            StringComparer.Ordinal
        );

    public static string Hash(string kind, long subjectId, string content)
    {
        var bound = string.Create(CultureInfo.InvariantCulture, $"{kind.Length}:{kind};{subjectId};{content}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bound)));
    }
}
