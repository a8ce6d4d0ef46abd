using Portal.Tests.Accounts;
using SkiaSharp;

namespace Portal.Tests.Kernel;

public sealed class ImageCleanerTests
{
    private static readonly ImageBounds Bounds = new(10_000, 40_000_000, 1_000_000);

    [Theory]
    [InlineData(1, "RGBY")]
    [InlineData(2, "GRYB")]
    [InlineData(3, "YBGR")]
    [InlineData(4, "BYRG")]
    [InlineData(5, "RBGY")]
    [InlineData(6, "BRYG")]
    [InlineData(7, "YGBR")]
    [InlineData(8, "GYRB")]
    public async Task However_the_camera_was_held_the_picture_is_upright_and_says_nothing_of_the_place(byte held, string seen)
    {
        var sent = Pictures.Photographed(held);
        var kept = await Clean(sent);
        Assert.Equal(seen, Pictures.Seen(kept.Bytes));
        Assert.Equal(held < 5 ? (64, 32) : (32, 64), (kept.Width, kept.Height));
        Assert.True(Pictures.SaysWhere(sent));
        Assert.False(Pictures.SaysWhere(kept.Bytes));
    }

    [Fact]
    public async Task A_png_stays_one_with_what_shines_through()
    {
        using var glass = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        glass.Erase(new SKColor(200, 100, 50, 100));
        using var sent = glass.Encode(SKEncodedImageFormat.Png, 100);
        var kept = await Clean(sent.ToArray());
        Assert.Equal(("image/png", 8, 8), (kept.MediaType, kept.Width, kept.Height));
        using var drawn = SKBitmap.Decode(kept.Bytes);
        Assert.Equal(100, drawn.GetPixel(4, 4).Alpha);
        Assert.Equal("RGBY", Pictures.Seen((await Clean(Pictures.Corners(SKEncodedImageFormat.Png))).Bytes));
    }

    /// <summary>What follows the header is a few kilobytes: had anything been decoded, it would be called damaged.</summary>
    [Fact]
    public async Task Bounds_are_asked_before_anything_is_drawn()
    {
        foreach (var bomb in new[] { Files.Jpeg(60_000, 60_000), Files.Png(60_000, 60_000), Files.Png(9_000, 9_000), Files.Png(10_001, 2) })
        {
            Assert.Equal(ImageFault.TooManyPixels, await Fault(bomb));
        }

        Assert.Equal(ImageFault.Damaged, await Fault(Files.Png(6_000, 6_000)));
        Assert.Equal(10_000, (await Clean(Files.Png(10_000, 2))).Width);
    }

    [Fact]
    public async Task What_is_cut_off_is_not_kept_wherever_it_was_cut()
    {
        foreach (var whole in new[] { Files.Jpeg(100, 60), Files.Png(40, 30), Pictures.Photographed(6) })
        {
            await Clean(whole);
            for (var length = 4; length < whole.Length; length += 7)
            {
                var cut = whole[..length];
                Assert.Equal(ImageCleaner.KindOf(cut) is null ? ImageFault.NotAnImage : ImageFault.Damaged, await Fault(cut));
            }

            Assert.Equal(ImageFault.Damaged, await Fault(whole[..^1]));
        }
    }

    [Fact]
    public async Task What_moves_or_hides_another_file_is_not_kept()
    {
        var (png, jpeg) = (Files.Png(4, 4), Files.Jpeg(40, 40));
        var comment = Files.Segment(0xFE, [.. "%PDF-1.7 "u8]);
        byte[] archive = [.. "PK\u0005\u0006"u8, .. new byte[18]];
        foreach (
            var hiding in (byte[][])
                [
                    [.. png, .. "<script>alert(1)</script>"u8],
                    [.. png, 0],
                    Files.Png(4, 4, ("acTL", [0, 0, 0, 2, 0, 0, 0, 0])),
                    [.. jpeg, .. "<SCRIPT>alert(1)</SCRIPT>"u8],
                    [.. jpeg, .. "<?php system($_GET['c']);"u8],
                    [.. jpeg, .. archive],
                    [.. jpeg[..2], .. Files.Segment(0xFE, archive), .. jpeg[2..]],
                    [.. jpeg[..2], .. comment, .. jpeg[2..]],
                ]
        )
        {
            Assert.Equal(ImageFault.NotOnlyAPicture, await Fault(hiding));
        }

        // What telephones write behind the end is not the picture, and no other file either.
        var kept = await Clean([.. jpeg, .. Files.Jpeg(20, 20), .. "ftypmp42"u8]);
        Assert.Equal((40, (await Clean(jpeg)).Bytes.Length), (kept.Width, kept.Bytes.Length));
        await Clean(png);
        await Clean([.. jpeg[..2], .. Files.Segment(0xFE, [.. "PDF-1.7 "u8]), .. jpeg[2..]]);
    }

    [Fact]
    public async Task What_is_no_picture_is_not_kept()
    {
        foreach (
            var bytes in (byte[][])
                [
                    [],
                    [.. "GIF89a"u8],
                    [.. "RIFF\0\0\0\0WEBPVP8 "u8],
                    [.. "<svg onload='alert(1)'/>"u8],
                    [0xFF, 0xD8],
                ]
        )
        {
            Assert.Equal(ImageFault.NotAnImage, await Fault(bytes));
        }

        // Begins as the one, and is the other.
        Assert.Equal(ImageFault.Damaged, await Fault([.. Files.Png(4, 4)[..8], .. Files.Jpeg(4, 4)]));
    }

    [Fact]
    public async Task A_photograph_that_grows_is_written_a_little_coarser_and_a_png_is_refused()
    {
        var sent = Pictures.Photographed(1);
        var most = (await Clean(sent)).Bytes.Length;
        var smaller = await ImageCleaner.Clean(sent, Bounds with { Bytes = most - 1 }, Words, default);
        Assert.InRange(smaller.Bytes.Length, 1, most - 1);
        Assert.Equal("RGBY", Pictures.Seen(smaller.Bytes));
        Assert.Equal(ImageFault.Grown, await Fault(sent, Bounds with { Bytes = 100 }));
        var png = (await Clean(Files.Png(40, 30))).Bytes;
        Assert.Equal(ImageFault.Grown, await Fault(png, Bounds with { Bytes = png.Length - 1 }));
    }

    /// <summary>A second door for pictures would have rules of its own.</summary>
    [Fact]
    public void Nobody_else_touches_a_picture() =>
        Assert.Equal(
            ["Portal.Domain/Kernel/Images/ImageCleaner.cs", "Portal.Domain/Kernel/Images/UprightPicture.cs"],
            from folder in new[] { "Portal", "Portal.Domain" }
            from file in Repository.Sources(Repository.PathOf(folder), ".cs", ".razor")
            where
                file.Text.Contains("SkiaSharp", StringComparison.Ordinal)
                || file.Text.Contains("new CleanPicture(", StringComparison.Ordinal)
            select file.Path
        );

    [Theory]
    [InlineData("linux-x64", "libSkiaSharp.so")]
    [InlineData("linux-arm64", "libSkiaSharp.so")]
    [InlineData("linux-musl-x64", "libSkiaSharp.so")]
    [InlineData("linux-musl-arm64", "libSkiaSharp.so")]
    [InlineData("osx", "libSkiaSharp.dylib")]
    [InlineData("win-x64", "libSkiaSharp.dll")]
    [InlineData("win-arm64", "libSkiaSharp.dll")]
    public void Every_machine_that_a_site_is_built_for_has_the_library(string machine, string file) =>
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes", machine, "native", file)));

    private static Task<CleanPicture> Clean(byte[] bytes) => ImageCleaner.Clean(bytes, Bounds, Words, default);

    private static async Task<ImageFault> Fault(byte[] bytes, ImageBounds? bounds = null) =>
        Enum.Parse<ImageFault>((await Assert.ThrowsAsync<Refusal>(() => ImageCleaner.Clean(bytes, bounds ?? Bounds, Words, default))).Code);

    private static Refusal Words(ImageFault fault) => new(fault.ToString());
}
