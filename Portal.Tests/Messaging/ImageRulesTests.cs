using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Tests.Accounts;

namespace Portal.Tests.Messaging;

public sealed class ImageRulesTests
{
    /// <summary>1 × 1, with a comment chunk that says where the photographer lives.</summary>
    internal static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACnRFWHRQbGFjZQBob21lW6ElIgAAAA1JREFUeJxjUEj4/x8ABKICfzWXHBcAAAAASUVORK5CYII="
    );

    [Fact]
    public async Task A_picture_keeps_what_is_drawn_and_nothing_else()
    {
        var png = await ImageRules.Clean(Png, 4, default);
        Assert.Equal(("image/png", 1, 1), (png.MediaType, png.Width, png.Height));
        Assert.Contains("tEXt", Encoding.Latin1.GetString(Png), StringComparison.Ordinal);
        Assert.DoesNotContain("tEXt", Encoding.Latin1.GetString(png.Bytes), StringComparison.Ordinal);

        byte[] comment = [0xFF, 0xFE, 0x00, 0x07, .. "<svg>"u8];
        var source = Files.Jpeg(3, 2, exif: "GPSLatitude"u8.ToArray(), tail: "tail"u8.ToArray());
        var jpeg = await ImageRules.Clean([.. source[..2], .. comment, .. source[2..]], 4, default);
        Assert.Equal(("image/jpeg", 3, 2), (jpeg.MediaType, jpeg.Width, jpeg.Height));
        var text = Encoding.Latin1.GetString(jpeg.Bytes);
        Assert.All((string[])["svg", "Exif", "GPS", "tail"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_grows_beyond_the_policy_when_drawn_anew_is_told_so()
    {
        // Black and white at random: a bit a pixel as it is sent, and more when it is drawn anew.
        var scan = Files.Scan(2_880);
        Assert.InRange(scan.Length, 1, ImageRules.Megabyte);
        Assert.Equal(2_880, (await ImageRules.Clean(scan, 4, default)).Width);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => ImageRules.Clean(scan, 1, default));
        Assert.Equal((MessagingRefusals.ImageGrown, 1), (refusal.Code, Assert.Single(refusal.Args)));
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
            { Files.Jpeg(60_000, 60_000), MessagingRefusals.ImageTooManyPixels },
            { [.. Png, .. "<script>alert(1)</script>"u8], MessagingRefusals.ImageNotOnlyPicture },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_whole_small_picture_is_refused(byte[] bytes, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(async () => await ImageRules.Clean(bytes, 4, default))).Code);
}
