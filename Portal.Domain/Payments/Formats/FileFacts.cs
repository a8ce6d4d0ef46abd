using System.Text;

namespace Portal.Domain.Payments;

/// <summary>What reading a file's bytes tells: its length, its hash, its first text, and which encoding that text is in (null: none).</summary>
internal sealed record FileFacts(long Bytes, string Sha256, Encoding? Encoding, byte[] Head)
{
    /// <summary>The hash of each of its blocks (<see cref="CheckedFile"/>).</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];
}
