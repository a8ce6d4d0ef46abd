using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Takes PNG and JPEG by content, never by name; what is kept is drawn anew (<see cref="ImageCleaner"/>). Everything else is refused.</summary>
internal static class ImageRules
{
    public const int Megabyte = 1024 * 1024;

    /// <summary>As much as a column takes; the policy of pictures allows no more.</summary>
    public const int BytesMax = 4 * Megabyte;
    public const int PixelsMax = 40_000_000;
    public const int SideMax = 10_000;

    /// <exception cref="Refusal">Empty, too large, not a whole PNG or JPEG and nothing else, or too many pixels.</exception>
    internal static Task<CleanPicture> Clean(byte[] bytes, int megabytes, CancellationToken ct)
    {
        Refusal.Unless(bytes.Length > 0, MessagingRefusals.ImageEmpty);
        Refusal.Unless(bytes.Length <= megabytes * Megabyte, MessagingRefusals.ImageTooLarge, megabytes);
        return ImageCleaner.Clean(bytes, new ImageBounds(SideMax, PixelsMax, megabytes * Megabyte), fault => Words(fault, megabytes), ct);
    }

    private static Refusal Words(ImageFault fault, int megabytes) =>
        fault switch
        {
            ImageFault.NotAnImage or ImageFault.Damaged => new(MessagingRefusals.ImageNotSupported),
            ImageFault.TooManyPixels => new(MessagingRefusals.ImageTooManyPixels, PixelsMax / 1_000_000),
            ImageFault.NotOnlyAPicture => new(MessagingRefusals.ImageNotOnlyPicture),
            ImageFault.Grown => new(MessagingRefusals.ImageGrown, megabytes),
        };
}
