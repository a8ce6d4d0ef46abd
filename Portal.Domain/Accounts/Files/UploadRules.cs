using System.Buffers.Binary;
using System.IO.Hashing;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

internal enum UploadKind
{
    Jpeg,
    Png,
    Pdf,
}

/// <summary>
/// Uploads are judged by content: magic bytes and structure from the first to the last byte. What an image does not need to be drawn
/// (camera data, places, comments, anything after its end) is not kept; a PDF that acts by itself is refused.
/// </summary>
internal static class UploadRules
{
    public const int BytesMax = 10_000_000;
    public const int PixelsMax = 40_000_000;
    public const int SideMax = 20_000;
    private const int PdfTailBytesMax = 64;
    private static readonly byte[] PngMagic = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Refuses an empty, too large, foreign, damaged, oversized, locked or acting file; <paramref name="field"/> names the box.</summary>
    public static CleanUpload Judge(byte[] content, string field, params ReadOnlySpan<UploadKind> allowed)
    {
        if (content.Length == 0)
        {
            throw new Refusal(AccountsRefusals.FileEmpty).On(field);
        }

        if (content.Length > BytesMax)
        {
            throw new Refusal(AccountsRefusals.FileTooLarge, BytesMax / 1_000_000).On(field);
        }

        var kind = KindOf(content);
        if (kind is null || !allowed.Contains(kind.Value))
        {
            throw new Refusal(allowed.Contains(UploadKind.Pdf) ? AccountsRefusals.FileKind : AccountsRefusals.AvatarKind).On(field);
        }

        try
        {
            return kind.Value switch
            {
                UploadKind.Jpeg => Jpeg(content),
                UploadKind.Png => Png(content),
                UploadKind.Pdf => Pdf(content),
            };
        }
        catch (Refusal refusal)
        {
            throw refusal.On(field);
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new Refusal(AccountsRefusals.FileDamaged).On(field);
        }
    }

    public static UploadKind? KindOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PngMagic))
        {
            return UploadKind.Png;
        }

        if (content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF)
        {
            return UploadKind.Jpeg;
        }

        return content.StartsWith("%PDF-1."u8) || content.StartsWith("%PDF-2."u8) ? UploadKind.Pdf : null;
    }

    private static CleanUpload Png(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(PngMagic);
        var (width, height, at, hasData) = (0, 0, PngMagic.Length, false);
        while (true)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(content.Slice(at, 4)));
            var type = content.Slice(at + 4, 4);
            var chunk = content.Slice(at, checked(length + 12));
            Demand(Crc32.HashToUInt32(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]));
            if (width == 0)
            {
                Demand(type.SequenceEqual("IHDR"u8) && length == 13);
                (width, height) = Pixels(
                    BinaryPrimitives.ReadUInt32BigEndian(chunk.Slice(8, 4)),
                    BinaryPrimitives.ReadUInt32BigEndian(chunk.Slice(12, 4))
                );
            }

            hasData |= type.SequenceEqual("IDAT"u8);
            if (IsKeptChunk(type))
            {
                kept.Write(chunk);
            }

            at += chunk.Length;
            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }
        }

        Demand(hasData);
        return new CleanUpload(UploadKind.Png, width, height, kept.ToArray());
    }

    // Upper-case first letter: needed to draw. Of the others only colour and transparency.
    private static bool IsKeptChunk(ReadOnlySpan<byte> type) =>
        char.IsAsciiLetterUpper((char)type[0])
        || type.SequenceEqual("tRNS"u8)
        || type.SequenceEqual("gAMA"u8)
        || type.SequenceEqual("sRGB"u8);

    private static CleanUpload Jpeg(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..2]);
        var (width, height, at) = (0, 0, 2);
        while (true)
        {
            Demand(content[at] == 0xFF);
            while (content[at + 1] == 0xFF)
            {
                at++;
            }

            var marker = content[at + 1];
            if (marker == 0xD9)
            {
                break;
            }

            Demand(marker is not (0x00 or (>= 0xD0 and <= 0xD8)));
            var length = BinaryPrimitives.ReadUInt16BigEndian(content.Slice(at + 2, 2));
            Demand(length >= 2);
            var segment = content.Slice(at, length + 2);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                (height, width) = Pixels(
                    BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(5, 2)),
                    BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(7, 2))
                );
            }

            // Application data and comments carry places and names; 0xE0 says how to scale, 0xEE which colours (Adobe).
            if (marker is not ((>= 0xE1 and <= 0xED) or 0xEF or 0xFE))
            {
                kept.Write(segment);
            }

            at += segment.Length;
            if (marker == 0xDA)
            {
                var end = EndOfScan(content, at);
                kept.Write(content[at..end]);
                at = end;
            }
        }

        Demand(width > 0);
        kept.Write([0xFF, 0xD9]);
        return new CleanUpload(UploadKind.Jpeg, width, height, kept.ToArray());
    }

    // Scan data runs to the next marker that is neither a stuffed 0xFF nor a restart.
    private static int EndOfScan(ReadOnlySpan<byte> content, int at)
    {
        while (true)
        {
            var next = content[at..].IndexOf((byte)0xFF);
            Demand(next >= 0);
            at += next;
            if (content[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += content[at + 1] == 0xFF ? 1 : 2;
        }
    }

    private static CleanUpload Pdf(byte[] content)
    {
        var end = content.AsSpan().LastIndexOf("%%EOF"u8);
        Demand(end > 0 && content.AsSpan().LastIndexOf("startxref"u8) is > 0);
        // Bytes after the end are where another file hides (a PDF that is also an archive).
        var tail = content.AsSpan(end + 5);
        Demand(tail.Length <= PdfTailBytesMax && tail.IndexOfAnyExcept(" \r\n\t\0"u8) < 0);
        return PdfRules.Look(content) switch
        {
            PdfFault.Locked => throw new Refusal(AccountsRefusals.FileLocked),
            PdfFault.Active => throw new Refusal(AccountsRefusals.FileActive),
            null => new CleanUpload(UploadKind.Pdf, 0, 0, content),
        };
    }

    private static (int First, int Second) Pixels(uint first, uint second)
    {
        Demand(first > 0 && second > 0);
        return first > SideMax || second > SideMax || (long)first * second > PixelsMax
            ? throw new Refusal(AccountsRefusals.FilePixels, PixelsMax / 1_000_000)
            : ((int)first, (int)second);
    }

    private static void Demand(bool holds) => Refusal.Unless(holds, AccountsRefusals.FileDamaged);
}
