using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace Portal.Tests.Accounts;

/// <summary>Small files of each kind, made here so that a test knows what is in them.</summary>
internal static class Files
{
    public static byte[] Png(int width, int height, params (string Type, byte[] Data)[] extra) =>
        // One that says it is large has next to nothing in it all the same.
        Png(width, height, (8, 2), new byte[(long)width * height > 10_000_000 ? 100_000 : ((width * 3) + 1) * height], extra);

    /// <summary>A square of black and white at random, a bit a pixel.</summary>
    public static byte[] Scan(int side)
    {
        var lines = new byte[((side / 8) + 1) * side];
        new Random(20261130).NextBytes(lines);
        for (var line = 0; line < side; line++)
        {
            lines[line * ((side / 8) + 1)] = 0;
        }

        return Png(side, side, (1, 0), lines);
    }

    private static byte[] Png(
        int width,
        int height,
        (byte Depth, byte Colour) kind,
        byte[] lines,
        params (string Type, byte[] Data)[] extra
    )
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = kind;
        Chunk(file, "IHDR", header);
        foreach (var (type, data) in extra)
        {
            Chunk(file, type, data);
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(lines);
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A picture of one colour; one that says it is larger than can be drawn has the size of a small one.</summary>
    public static byte[] Jpeg(ushort width, ushort height, byte[]? exif = null, byte[]? tail = null)
    {
        using var picture = new SKBitmap(new SKImageInfo(Math.Min(width, (ushort)800), Math.Min(height, (ushort)800)));
        picture.Erase(SKColors.Teal);
        using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, 80);
        var bytes = encoded.ToArray();
        for (var at = 2; ; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2)))
        {
            if (bytes[at + 1] is >= 0xC0 and <= 0xC2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 5), height);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 7), width);
                return [.. bytes[..2], .. exif is null ? [] : Segment(0xE1, [.. "Exif\0\0"u8, .. exif]), .. bytes[2..], .. tail ?? []];
            }
        }
    }

    public static byte[] Pdf(string catalog) =>
        Encoding.ASCII.GetBytes(
            $"%PDF-1.7\n1 0 obj\n<< /Type /Catalog {catalog} >>\nendobj\nxref\n0 1\ntrailer << >>\nstartxref\n9\n%%EOF\n"
        );

    /// <summary>A PDF with one object inside a stream of objects, packed unless another filter is named.</summary>
    public static byte[] PdfObjects(string inside, string filter = "/FlateDecode")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(Encoding.ASCII.GetBytes("7 0 " + inside));
        }

        return
        [
            .. "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8,
            .. Encoding.ASCII.GetBytes($"2 0 obj\n<< /Type /Ob#6aStm /N 1 /First 4 /Filter {filter} /Length {packed.Length} >>\nstream\n"),
            .. packed.ToArray(),
            .. "\nendstream\nendobj\nstartxref\n9\n%%EOF\n"u8,
        ];
    }

    public static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)((data.Length + 2) & 0xFF), .. data];

    private static void Chunk(Stream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
