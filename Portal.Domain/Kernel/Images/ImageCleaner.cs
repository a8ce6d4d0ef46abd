using SkiaSharp;

namespace Portal.Domain.Kernel;

/// <summary>
/// The one place where a picture of somebody else's is looked at: its size is read before anything is decoded, then it is decoded whole and
/// encoded anew. So camera data, places, comments, small pictures inside, other files behind its end and whatever a viewer might trip over are
/// gone, and what cannot be drawn is not kept.
/// </summary>
internal static class ImageCleaner
{
    /// <summary>The first that fits is taken. Seals and small print of documents are read as well as before at the first (decision 25).</summary>
    private static readonly int[] JpegQualities = [90, 80, 70];

    private static readonly SKColorSpace Srgb = SKColorSpace.CreateSrgb();

    /// <summary>A large picture takes hundreds of megabytes while it is drawn (decision 25): one at a time, and the next one waits.</summary>
    private static readonly SemaphoreSlim Drawing = new(1);

    /// <summary>What its first bytes say; null for everything but PNG and JPEG.</summary>
    public static ImageKind? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? ImageKind.Png
        : bytes is [0xFF, 0xD8, 0xFF, ..] ? ImageKind.Jpeg
        : null;

    /// <param name="refusal">How whoever sent the picture is told what is wrong with it.</param>
    public static async Task<CleanPicture> Clean(byte[] bytes, ImageBounds bounds, Func<ImageFault, Refusal> refusal, CancellationToken ct)
    {
        var kind = KindOf(bytes) ?? throw refusal(ImageFault.NotAnImage);
        if (PictureShape.Fault(kind, bytes) is { } fault)
        {
            throw refusal(fault);
        }

        await Drawing.WaitAsync(ct);
        try
        {
            return Drawn(kind, bytes, bounds, refusal);
        }
        finally
        {
            Drawing.Release();
        }
    }

    private static CleanPicture Drawn(ImageKind kind, byte[] bytes, ImageBounds bounds, Func<ImageFault, Refusal> refusal)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != Format(kind))
        {
            throw refusal(ImageFault.Damaged);
        }

        if (!bounds.Hold(codec.Info.Width, codec.Info.Height))
        {
            throw refusal(ImageFault.TooManyPixels);
        }

        using var picture = UprightPicture.Of(Decoded(codec) ?? throw refusal(ImageFault.Damaged), codec.EncodedOrigin);
        return new CleanPicture(
            kind,
            picture.Width,
            picture.Height,
            Encoded(picture, kind, bounds.Bytes) ?? throw refusal(ImageFault.Grown)
        );
    }

    private static SKBitmap? Decoded(SKCodec codec)
    {
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var colour = codec.Info.ColorType == SKColorType.Gray8 ? SKColorType.Gray8 : SKColorType.Rgba8888;
        var bitmap = new SKBitmap();
        if (
            bitmap.TryAllocPixels(new SKImageInfo(codec.Info.Width, codec.Info.Height, colour, alpha, Srgb))
            && codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success
        )
        {
            // Whoever draws from it need not copy it first.
            bitmap.SetImmutable();
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private static byte[]? Encoded(SKBitmap picture, ImageKind kind, int bytesMax)
    {
        foreach (var quality in kind == ImageKind.Png ? [100] : JpegQualities)
        {
            using var encoded = picture.Encode(Format(kind), quality);
            if (encoded?.Size <= bytesMax)
            {
                return encoded.ToArray();
            }
        }

        return null;
    }

    private static SKEncodedImageFormat Format(ImageKind kind) =>
        kind switch
        {
            ImageKind.Png => SKEncodedImageFormat.Png,
            ImageKind.Jpeg => SKEncodedImageFormat.Jpeg,
        };
}
