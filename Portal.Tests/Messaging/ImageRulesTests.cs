using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

public sealed class ImageRulesTests
{
    /// <summary>1 × 1, with a comment chunk that says where the photographer lives.</summary>
    internal static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACnRFWHRQbGFjZQBob21lW6ElIgAAAA1JREFUeJxjUEj4/x8ABKICfzWXHBcAAAAASUVORK5CYII="
    );

    [Fact]
    public void A_png_keeps_its_picture_and_loses_everything_else()
    {
        var clean = ImageRules.Clean([.. Png, .. "<script>alert(1)</script>"u8], 4);
        Assert.Equal(("image/png", 1, 1), (clean.ContentType, clean.Width, clean.Height));
        var text = Encoding.Latin1.GetString(clean.Bytes);
        Assert.DoesNotContain("tEXt", text, StringComparison.Ordinal);
        Assert.DoesNotContain("script", text, StringComparison.Ordinal);
        Assert.Equal(clean.Bytes, ImageRules.Clean(clean.Bytes, 4).Bytes);
    }

    [Fact]
    public void A_jpeg_loses_position_comment_and_tail()
    {
        byte[] frame = [0xFF, 0xC0, 0x00, 0x0B, 8, 0x00, 0x02, 0x00, 0x03, 1, 1, 0x11, 0];
        byte[] exif = [0xFF, 0xE1, 0x00, 0x08, .. "Exif23"u8];
        byte[] comment = [0xFF, 0xFE, 0x00, 0x07, .. "<svg>"u8];
        byte[] scan = [0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34];
        byte[] jpeg = [0xFF, 0xD8, .. exif, .. comment, .. frame, .. scan, 0xFF, 0xD9, .. "tail"u8];
        var clean = ImageRules.Clean(jpeg, 4);
        Assert.Equal(("image/jpeg", 3, 2), (clean.ContentType, clean.Width, clean.Height));
        byte[] expected = [0xFF, 0xD8, .. frame, .. scan, 0xFF, 0xD9];
        Assert.Equal(expected, clean.Bytes);
    }

    public static TheoryData<byte[], string> Refused =>
        new()
        {
            { [], MessagingRefusals.ImageEmpty },
            { new byte[ImageRules.BytesMax + 1], MessagingRefusals.ImageTooLarge },
            { [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8], MessagingRefusals.ImageNotSupported },
            { [.. "GIF89a"u8], MessagingRefusals.ImageNotSupported },
            { Png[..^5], MessagingRefusals.ImageNotSupported },
            { [.. Png[..20], 0xEE, .. Png[21..]], MessagingRefusals.ImageNotSupported },
            { [0xFF, 0xD8, 0xFF], MessagingRefusals.ImageNotSupported },
            { [0xFF, 0xD8, 0xFF, 0xC0, 0xFF, 0xFF, 0, 0], MessagingRefusals.ImageNotSupported },
            { [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x0B, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0], MessagingRefusals.ImageTooManyPixels },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_whole_small_picture_is_refused(byte[] bytes, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => ImageRules.Clean(bytes, 4)).Code);
}
