using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>
/// Uploads are judged by content: an image is drawn anew, so nothing else of it is kept (<see cref="ImageCleaner"/>); a PDF is looked through
/// to its last byte, and one that acts by itself is refused.
/// </summary>
internal static class UploadRules
{
    public const int BytesMax = 10_000_000;
    public const int PixelsMax = 40_000_000;
    public const int SideMax = 20_000;
    private const int PdfTailBytesMax = 64;
    private static readonly ImageBounds Paper = new(SideMax, PixelsMax, BytesMax);
    private static readonly ImageBounds Face = new(AvatarImage.SideMax, PixelsMax, AvatarImage.BytesMax);

    /// <summary>
    /// A paper, as a picture or a PDF. Refuses an empty, too large, foreign, damaged, oversized, locked or acting file;
    /// <paramref name="field"/> names the box.
    /// </summary>
    public static async Task<CleanUpload> Document(byte[] content, string field, CancellationToken ct)
    {
        try
        {
            Refusal.Unless(content.Length > 0, AccountsRefusals.FileEmpty);
            Refusal.Unless(content.Length <= BytesMax, AccountsRefusals.FileTooLarge, BytesMax / 1_000_000);
            return IsPdf(content)
                ? Pdf(content)
                : new CleanUpload(await ImageCleaner.Clean(content, Paper, fault => Words(fault, AccountsRefusals.FileKind), ct));
        }
        catch (Refusal refusal)
        {
            throw refusal.On(field);
        }
    }

    /// <summary>The picture of an account: no PDF, and smaller.</summary>
    public static async Task<CleanPicture> Avatar(byte[] content, string field, CancellationToken ct)
    {
        try
        {
            Refusal.Unless(content.Length > 0, AccountsRefusals.FileEmpty);
            return content.Length <= AvatarImage.BytesMax
                ? await ImageCleaner.Clean(
                    content,
                    Face,
                    fault =>
                        fault is ImageFault.TooManyPixels or ImageFault.Grown
                            ? AvatarTooLarge()
                            : Words(fault, AccountsRefusals.AvatarKind),
                    ct
                )
                : throw AvatarTooLarge();
        }
        catch (Refusal refusal)
        {
            throw refusal.On(field);
        }
    }

    private static Refusal AvatarTooLarge() => new(AccountsRefusals.AvatarTooLarge, AvatarImage.BytesMax / 1000);

    private static Refusal Words(ImageFault fault, string foreign) =>
        fault switch
        {
            ImageFault.NotAnImage => new(foreign),
            ImageFault.Damaged => new(AccountsRefusals.FileDamaged),
            ImageFault.TooManyPixels => new(AccountsRefusals.FilePixels, PixelsMax / 1_000_000),
            ImageFault.NotOnlyAPicture => new(AccountsRefusals.FileNotOnlyPicture),
            ImageFault.Grown => new(AccountsRefusals.FileGrown, BytesMax / 1_000_000),
        };

    private static bool IsPdf(ReadOnlySpan<byte> content) => content.StartsWith("%PDF-1."u8) || content.StartsWith("%PDF-2."u8);

    private static CleanUpload Pdf(byte[] content)
    {
        try
        {
            return WholePdf(content);
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new Refusal(AccountsRefusals.FileDamaged);
        }
    }

    private static CleanUpload WholePdf(byte[] content)
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
            null => new CleanUpload("application/pdf", 0, 0, content),
        };
    }

    private static void Demand(bool holds) => Refusal.Unless(holds, AccountsRefusals.FileDamaged);
}
