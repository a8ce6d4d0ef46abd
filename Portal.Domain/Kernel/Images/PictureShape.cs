using System.Buffers.Binary;
using System.Text;

namespace Portal.Domain.Kernel;

/// <summary>
/// What a decoder does not tell: where a picture ends, whether it moves, and whether another file is hidden in it. Only lengths are read here,
/// nothing is unpacked.
/// </summary>
internal static class PictureShape
{
    private const int HeadBytes = 1024;

    /// <summary>The record that ends an archive, with the longest comment that may follow it.</summary>
    private const int ArchiveEndBytes = 22 + ushort.MaxValue;

    private static readonly string[] Strangers =
    [
        "%PDF-",
        "<script",
        "<html",
        "<svg ",
        "<?php",
        "Rar!\x1A\a",
        "7z\u00BC\u00AF\u0027\u001C",
    ];

    /// <summary>Null when the bytes are one picture that stands still and nothing else.</summary>
    public static ImageFault? Fault(ImageKind kind, ReadOnlySpan<byte> bytes)
    {
        var moves = false;
        var end = kind == ImageKind.Png ? PngEnd(bytes, out moves) : JpegEnd(bytes);
        return end is null ? ImageFault.Damaged
            : moves || (kind == ImageKind.Png && end < bytes.Length) || HidesAFile(bytes, end.Value) ? ImageFault.NotOnlyAPicture
            : null;
    }

    private static int? PngEnd(ReadOnlySpan<byte> bytes, out bool moves)
    {
        moves = false;
        for (var at = 8; bytes.Length - at >= 12; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > (uint)(bytes.Length - at - 12))
            {
                return null;
            }

            var type = bytes.Slice(at + 4, 4);
            moves |= type.SequenceEqual("acTL"u8);
            at += (int)length + 12;
            if (type.SequenceEqual("IEND"u8))
            {
                return at;
            }
        }

        return null;
    }

    private static int? JpegEnd(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; bytes.Length - at >= 2; )
        {
            var marker = bytes[at + 1];
            if (bytes[at] != 0xFF || marker is 0x00 or 0xD8)
            {
                return null;
            }

            if (marker == 0xD9)
            {
                return at + 2;
            }

            if (marker == 0xFF)
            {
                at++;
            }
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
            }
            else if (bytes.Length - at < 4 || BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) is var length && length < 2)
            {
                return null;
            }
            else
            {
                at += length + 2;
                at = marker == 0xDA ? EndOfScan(bytes, at) : at;
            }
        }

        return null;
    }

    /// <summary>A scan runs to the next marker that is neither a stuffed 0xFF nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at..].IndexOf((byte)0xFF) is >= 0 and var next)
        {
            at += next;
            if (bytes.Length - at >= 2 && bytes[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += bytes.Length - at >= 2 && bytes[at + 1] == 0xFF ? 1 : 2;
        }

        return bytes.Length;
    }

    /// <summary>
    /// Telephones write more pictures and films behind a JPEG's end, which are left out like everything that is not the picture. What is
    /// refused is a file that something else would open as its own: a page, a script, a PDF, an archive.
    /// </summary>
    private static bool HidesAFile(ReadOnlySpan<byte> bytes, int end) =>
        bytes[..Math.Min(HeadBytes, bytes.Length)].IndexOf("%PDF-"u8) >= 0
        || bytes[^Math.Min(ArchiveEndBytes, bytes.Length)..].IndexOf("PK\u0005\u0006"u8) >= 0
        || Encoding.Latin1.GetString(bytes[end..]) is var tail
            && Array.Exists(Strangers, word => tail.Contains(word, StringComparison.OrdinalIgnoreCase));
}
