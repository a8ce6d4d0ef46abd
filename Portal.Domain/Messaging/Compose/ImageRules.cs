using System.Buffers.Binary;
using System.IO.Hashing;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>An image that passed: its true type, its size in pixels and its bytes without anything that is not picture.</summary>
internal sealed record CleanImage(string ContentType, int Width, int Height, byte[] Bytes);

/// <summary>
/// Takes PNG and JPEG by content, never by name, and writes them anew from the parts a decoder needs: comments, positions, colour
/// profiles, thumbnails and whatever is glued to the end are gone. SVG and everything else is refused.
/// </summary>
internal static class ImageRules
{
    public const int Megabyte = 1024 * 1024;

    /// <summary>As much as a column takes; the policy of pictures allows no more.</summary>
    public const int BytesMax = 4 * Megabyte;
    public const int PixelsMax = 40_000_000;
    public const int SideMax = 10_000;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly HashSet<string> PngKept = ["IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "IEND"];

    /// <exception cref="Refusal">Empty, too large, not a whole PNG or JPEG, or too many pixels.</exception>
    public static CleanImage Clean(ReadOnlySpan<byte> bytes, int megabytes)
    {
        Refusal.Unless(bytes.Length > 0, MessagingRefusals.ImageEmpty);
        Refusal.Unless(bytes.Length <= megabytes * Megabyte, MessagingRefusals.ImageTooLarge, megabytes);
        if (bytes.StartsWith(PngSignature))
        {
            return Png(bytes);
        }

        return bytes is [0xFF, 0xD8, 0xFF, ..] ? Jpeg(bytes) : throw NotSupported();
    }

    private static CleanImage Png(ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream(bytes.Length);
        kept.Write(PngSignature);
        var (width, height, data) = (0, 0, false);
        for (var at = PngSignature.Length; ; )
        {
            if (bytes.Length - at < 12)
            {
                throw NotSupported();
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > (uint)(bytes.Length - at - 12))
            {
                throw NotSupported();
            }

            var chunk = bytes.Slice(at, (int)length + 12);
            var type = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (Crc32.HashToUInt32(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]))
            {
                throw NotSupported();
            }

            if (at == PngSignature.Length)
            {
                if (type != "IHDR" || length != 13)
                {
                    throw NotSupported();
                }

                width = Side(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]));
                height = Side(BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]));
            }

            if (PngKept.Contains(type))
            {
                kept.Write(chunk);
            }

            data |= type == "IDAT";
            if (type == "IEND")
            {
                return data ? Sized("image/png", width, height, kept) : throw NotSupported();
            }

            at += chunk.Length;
        }
    }

    private static CleanImage Jpeg(ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..2]);
        var (width, height) = (0, 0);
        for (var at = 2; ; )
        {
            if (bytes.Length - at < 4 || bytes[at] != 0xFF)
            {
                throw NotSupported();
            }

            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || length > bytes.Length - at - 2)
            {
                throw NotSupported();
            }

            var segment = bytes.Slice(at, length + 2);
            if (IsFrame(marker))
            {
                if (segment.Length < 10)
                {
                    throw NotSupported();
                }

                height = Side(BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
                width = Side(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            // APP1…APP15 carry positions, thumbnails and profiles, COM words; APP0 (JFIF) and APP14 (colour transform) are needed.
            if (marker is not (>= 0xE1 and <= 0xED or 0xEF or 0xFE))
            {
                kept.Write(segment);
            }

            at += segment.Length;
            if (marker == 0xDA)
            {
                at = CopyScan(bytes, at, kept);
                if (bytes[at + 1] == 0xD9)
                {
                    kept.Write([0xFF, 0xD9]);
                    return width > 0 ? Sized("image/jpeg", width, height, kept) : throw NotSupported();
                }
            }
        }
    }

    /// <summary>Copies coded picture data up to the next marker that is not stuffing or a restart; returns where that marker stands.</summary>
    private static int CopyScan(ReadOnlySpan<byte> bytes, int at, MemoryStream kept)
    {
        var from = at;
        for (; at < bytes.Length - 1; at++)
        {
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                kept.Write(bytes[from..at]);
                return at;
            }
        }

        throw NotSupported();
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static int Side(uint value) => value is > 0 and <= SideMax ? (int)value : throw (value == 0 ? NotSupported() : TooManyPixels());

    private static CleanImage Sized(string type, int width, int height, MemoryStream kept) =>
        (long)width * height <= PixelsMax ? new CleanImage(type, width, height, kept.ToArray()) : throw TooManyPixels();

    private static Refusal NotSupported() => new(MessagingRefusals.ImageNotSupported);

    private static Refusal TooManyPixels() => new(MessagingRefusals.ImageTooManyPixels, PixelsMax / 1_000_000);
}
