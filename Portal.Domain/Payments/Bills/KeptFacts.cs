using System.Text;

namespace Portal.Domain.Payments;

/// <summary>What is written down of a bill's file so that it is read once: its encoding and the hashes of its blocks.</summary>
internal sealed record KeptFacts(string? Encoding, IReadOnlyList<string> Blocks)
{
    public static KeptFacts Of(FileFacts facts) => new(facts.Encoding?.WebName, facts.Blocks);

    public FileFacts Of(long bytes, string sha256) => new(bytes, sha256, Known(Encoding), []) { Blocks = Blocks };

    private static Encoding? Known(string? name) =>
        name is null ? null
        : name == BillEncoding.Chinese.WebName ? BillEncoding.Chinese
        : BillEncoding.Utf8;
}
