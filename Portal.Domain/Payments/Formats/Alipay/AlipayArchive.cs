using System.IO.Compression;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>One text of an Alipay download: opened anew for every walk, in its own encoding.</summary>
internal sealed record AlipayMember(string? Name, string FirstLine, Encoding Encoding, Func<Stream> Open);

/// <summary>
/// What Alipay sends: a zip of texts, or one text alone. Members are told apart by their first line, never by name or place; names are GBK
/// without saying so. The archive is not believed: members, inflated bytes and ratio are bounded, and nothing is ever unpacked to disk.
/// </summary>
internal sealed class AlipayArchive : IDisposable
{
    public const int MembersMax = 64;
    public const int RatioMax = 300;
    private const long RatioFreeBytes = 1 << 20;

    private readonly ZipArchive? _zip;

    private AlipayArchive(ZipArchive? zip, IReadOnlyList<AlipayMember> members) => (_zip, Members) = (zip, members);

    public IReadOnlyList<AlipayMember> Members { get; }

    /// <summary>Null, with the reason among the problems, when it is neither.</summary>
    public static AlipayArchive? Open(Stream stream, FileFacts facts, BillProblems problems)
    {
        if (!BillSniffer.IsZip(facts.Head))
        {
            if (BillSniffer.NotText(facts) is { } other)
            {
                problems.Add(other);
                return null;
            }

            var head = BillSniffer.HeadOf(facts);
            return new AlipayArchive(
                null,
                [
                    new AlipayMember(
                        null,
                        head.Split('\n')[0],
                        facts.Encoding!,
                        () =>
                        {
                            stream.Position = 0;
                            return stream;
                        }
                    ),
                ]
            );
        }

        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, BillEncoding.Chinese);
            var members = Texts(zip, problems);
            if (!problems.Any)
            {
                return new AlipayArchive(zip, members);
            }

            zip.Dispose();
        }
        catch (InvalidDataException)
        {
            problems.Add(1, PaymentsRefusals.BillArchiveDamaged);
        }

        return null;
    }

    public void Dispose() => _zip?.Dispose();

    private static List<AlipayMember> Texts(ZipArchive zip, BillProblems problems)
    {
        var members = new List<AlipayMember>();
        if (zip.Entries.Count is 0 or > MembersMax)
        {
            problems.Add(1, PaymentsRefusals.BillArchiveMembers, MembersMax, zip.Entries.Count);
            return members;
        }

        if (zip.Entries.Sum(entry => (decimal)entry.Length) > BillFiles.BytesMax)
        {
            problems.Add(1, PaymentsRefusals.BillArchiveBomb);
            return members;
        }

        foreach (var entry in zip.Entries.Where(entry => entry.Length > 0 || !entry.FullName.EndsWith('/')))
        {
            if (Trouble(entry) is { } code)
            {
                problems.Add(1, code, BillCells.Start(entry.FullName));
            }
            else if (Member(entry, problems) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    private static string? Trouble(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..")
                ? PaymentsRefusals.BillArchivePath
            : entry.Length > RatioFreeBytes && entry.Length / RatioMax > entry.CompressedLength ? PaymentsRefusals.BillArchiveBomb
            : Path.GetExtension(name).ToLowerInvariant() is ".zip" or ".gz" or ".rar" or ".7z" or ".tar"
                ? PaymentsRefusals.BillArchiveNested
            : null;
    }

    private static AlipayMember? Member(ZipArchiveEntry entry, BillProblems problems)
    {
        Stream Opened() => new BoundedStream(entry.Open(), entry.Length);
        var head = new byte[4];
        using (var start = Opened())
        {
            var count = start.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (BillSniffer.IsZip(head.AsSpan(0, count)))
            {
                problems.Add(1, PaymentsRefusals.BillArchiveNested, BillCells.Start(entry.FullName));
                return null;
            }
        }

        if (BillEncoding.Of(Opened) is not { } encoding)
        {
            problems.Add(1, PaymentsRefusals.BillEncoding);
            return null;
        }

        using var text = Opened();
        using var lines = new BillLines(text, encoding);
        var first = lines.TryRead(out var line) ? line.ToString().Trim() : string.Empty;
        return new AlipayMember(entry.FullName, first, encoding, Opened);
    }
}
