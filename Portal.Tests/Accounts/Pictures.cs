using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace Portal.Tests.Accounts;

/// <summary>Pictures with something to see on them, and what is seen.</summary>
internal static class Pictures
{
    /// <summary>What a picture looks like, whatever its bytes are.</summary>
    public static (int Width, int Height, string Pixels) Pixels(byte[] picture)
    {
        using var drawn = Drawn(picture);
        return (drawn.Width, drawn.Height, Convert.ToBase64String(MemoryMarshal.AsBytes(drawn.Pixels.AsSpan())));
    }

    /// <summary>64 × 32, a colour a corner: red and green above, blue and yellow below.</summary>
    public static byte[] Corners(SKEncodedImageFormat format)
    {
        using var picture = new SKBitmap(new SKImageInfo(64, 32, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(picture);
        foreach (
            var (colour, x, y) in new[] { (SKColors.Red, 0, 0), (SKColors.Lime, 32, 0), (SKColors.Blue, 0, 16), (SKColors.Yellow, 32, 16) }
        )
        {
            using var paint = new SKPaint { Color = colour };
            canvas.DrawRect(x, y, 32, 16, paint);
        }

        using var encoded = picture.Encode(format, 95);
        return encoded.ToArray();
    }

    /// <summary>The first letters of the colours in the corners, from above left to below right.</summary>
    public static string Seen(byte[] picture)
    {
        using var drawn = Drawn(picture);
        var (right, below) = (drawn.Width - 4, drawn.Height - 4);
        return string.Concat(
            new[] { drawn.GetPixel(3, 3), drawn.GetPixel(right, 3), drawn.GetPixel(3, below), drawn.GetPixel(right, below) }.Select(
                colour =>
                    (colour.Red > 128, colour.Green > 128, colour.Blue > 128) switch
                    {
                        (true, false, false) => 'R',
                        (false, true, false) => 'G',
                        (false, false, true) => 'B',
                        (true, true, false) => 'Y',
                        _ => '?',
                    }
            )
        );
    }

    /// <summary>What a camera writes: how it was held, and where (23°7'48" north, by a datum that a test can look for).</summary>
    public static byte[] Exif(byte held) =>
        [
            .. "Exif\0\0MM"u8,
            .. (byte[])[0, 42, 0, 0, 0, 8],
            // Two entries: orientation, and where the second list stands.
            .. (byte[])[0, 2],
            .. (byte[])[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, held, 0, 0],
            .. (byte[])[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38],
            .. (byte[])[0, 0, 0, 0],
            // Three entries: north, latitude, datum.
            .. (byte[])[0, 3],
            .. (byte[])[0, 1, 0, 2, 0, 0, 0, 2, (byte)'N', 0, 0, 0],
            .. (byte[])[0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 80],
            .. (byte[])[0, 18, 0, 2, 0, 0, 0, 7, 0, 0, 0, 104],
            .. (byte[])[0, 0, 0, 0],
            .. (byte[])[0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 48, 0, 0, 0, 1],
            .. "WGS-84\0"u8,
        ];

    /// <summary>A JPEG with a camera's data in it.</summary>
    public static byte[] Photographed(byte held)
    {
        var plain = Corners(SKEncodedImageFormat.Jpeg);
        return [.. plain[..2], .. Files.Segment(0xE1, Exif(held)), .. plain[2..]];
    }

    public static bool SaysWhere(byte[] picture)
    {
        var text = Encoding.Latin1.GetString(picture);
        return text.Contains("Exif", StringComparison.Ordinal)
            || text.Contains("WGS-84", StringComparison.Ordinal)
            || text.Contains("\0\0\0\u0017\0\0\0\u0001\0\0\0\u0007", StringComparison.Ordinal);
    }

    private static SKBitmap Drawn(byte[] picture) =>
        SKBitmap.Decode(picture) ?? throw new ArgumentException("Not a picture", nameof(picture));
}
