using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>Ids that Portal makes where a bill has none.</summary>
internal static class BillIds
{
    private const int KeptChars = 31;

    /// <summary>The id, or its beginning and a hash of all of it: what is merely cut could be another one's.</summary>
    public static string Fit(string id) =>
        id.Length <= WechatRowReader.IdCharsMax
            ? id
            : $"{Kernel.Text.Cut(id, KeptChars)}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32]}";
}
