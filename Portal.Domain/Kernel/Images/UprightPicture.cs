using SkiaSharp;

namespace Portal.Domain.Kernel;

/// <summary>A picture as the camera was held: which way that was stands in data that is not kept, so it is turned before that is lost.</summary>
internal static class UprightPicture
{
    /// <summary>The same one when it is upright as it is; otherwise another, and the one that was given is gone: both are large.</summary>
    public static SKBitmap Of(SKBitmap picture, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return picture;
        }

        var (width, height) = (picture.Width, picture.Height);
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var alpha = picture.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var info = picture.Info.WithSize(isTurned ? height : width, isTurned ? width : height).WithAlphaType(alpha);
        var upright = new SKBitmap(info);
        using var canvas = new SKCanvas(upright);
        canvas.Clear();
        canvas.SetMatrix(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
        picture.Dispose();
        return upright;
    }

    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) =>
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
        };
}
