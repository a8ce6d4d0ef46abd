using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Random codes people copy by hand: groups of four, read back whatever the case, the width and the hyphens.</summary>
internal static class OneTimeCode
{
    public static string New(string letters, int chars) =>
        string.Join("-", RandomNumberGenerator.GetString(letters, chars).Chunk(4).Select(part => new string(part)));

    public static string Plain(string typed) =>
        string.Concat(Text.Fold(typed).Where(char.IsAsciiLetterOrDigit).Take(64)).ToUpperInvariant();

    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(Plain(code)));
}
