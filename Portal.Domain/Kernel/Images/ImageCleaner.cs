using SkiaSharp;

namespace Portal.Domain.Kernel;

public enum ImageKind
{
    Png,
    Jpeg,
}

/// <summary>Why a picture was not taken.</summary>
public enum ImageFault
{
    /// <summary>By its content it is neither a PNG nor a JPEG.</summary>
    NotAnImage,

    /// <summary>It begins as one, and cannot be drawn to its end.</summary>
    Damaged,
    TooManyPixels,
}

/// <summary>A picture that was drawn and written anew: its kind, its size in pixels and bytes that hold nothing but the picture.</summary>
public sealed record CleanPicture(ImageKind Kind, int Width, int Height, byte[] Bytes)
{
    public string MediaType =>
        Kind switch
        {
            ImageKind.Png => "image/png",
            ImageKind.Jpeg => "image/jpeg",
        };
}

/// <summary>
/// The one place where a picture of somebody else's is looked at: it is decoded whole, within bounds that are read before anything is decoded,
/// and encoded anew. So camera data, places, comments, thumbnails, other files behind its end and whatever a viewer might trip over are gone,
/// and what cannot be drawn is not kept.
/// </summary>
public static class ImageCleaner
{
    private const int JpegQuality = 92;
    private const int BytesAPixel = 4;

    /// <summary>A large picture takes hundreds of megabytes while it is drawn: so many at a time, and the next one waits.</summary>
    private static readonly SemaphoreSlim Drawing = new(2);

    /// <summary>What its first bytes say; null for everything but PNG and JPEG.</summary>
    public static ImageKind? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? ImageKind.Png
        : bytes is [0xFF, 0xD8, 0xFF, ..] ? ImageKind.Jpeg
        : null;

    /// <param name="fault">Why there is no picture, when there is none.</param>
    public static CleanPicture? Clean(ReadOnlySpan<byte> bytes, int sideMax, long pixelsMax, out ImageFault? fault)
    {
        if (KindOf(bytes) is not { } kind)
        {
            fault = ImageFault.NotAnImage;
            return null;
        }

        Drawing.Wait();
        try
        {
            using var data = SKData.CreateCopy(bytes);
            using var codec = SKCodec.Create(data);
            fault =
                codec is null || codec.EncodedFormat != Format(kind) ? ImageFault.Damaged
                : IsTooLarge(codec.Info, sideMax, pixelsMax) ? ImageFault.TooManyPixels
                : null;
            return fault is null ? Drawn(codec!, kind, out fault) : null;
        }
        finally
        {
            Drawing.Release();
        }
    }

    private static bool IsTooLarge(SKImageInfo info, int sideMax, long pixelsMax) =>
        info.Width > sideMax || info.Height > sideMax || (long)info.Width * info.Height > pixelsMax;

    private static CleanPicture? Drawn(SKCodec codec, ImageKind kind, out ImageFault? fault)
    {
        var alpha = kind == ImageKind.Png ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb());
        using var bitmap = new SKBitmap();
        fault = ImageFault.Damaged;
        if (!bitmap.TryAllocPixels(info, checked(info.Width * BytesAPixel)) || codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        using var upright = Upright(bitmap, codec.EncodedOrigin);
        using var encoded = (upright ?? bitmap).Encode(Format(kind), JpegQuality);
        if (encoded is null)
        {
            return null;
        }

        fault = null;
        var drawn = upright ?? bitmap;
        return new CleanPicture(kind, drawn.Width, drawn.Height, encoded.ToArray());
    }

    /// <summary>As the camera was held: which way that is stands in data that is not kept. Null: it is upright as it is.</summary>
    private static SKBitmap? Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return null;
        }

        var (width, height) = (bitmap.Width, bitmap.Height);
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var alpha = bitmap.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var upright = new SKBitmap(bitmap.Info.WithSize(turned ? height : width, turned ? width : height).WithAlphaType(alpha));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(
            origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
                SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
                _ => SKMatrix.Identity,
            }
        );
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    private static SKEncodedImageFormat Format(ImageKind kind) =>
        kind switch
        {
            ImageKind.Png => SKEncodedImageFormat.Png,
            ImageKind.Jpeg => SKEncodedImageFormat.Jpeg,
        };
}
