using System.Text;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Kernel;

namespace Portal.Tests.Accounts;

public sealed class UploadRulesTests
{
    [Fact]
    public async Task A_picture_keeps_what_is_drawn_and_nothing_else()
    {
        var png = await Judge(Files.Png(4, 3, ("tEXt", "Comment\0GPS 23.1,113.3"u8.ToArray())));
        Assert.Equal(("image/png", 4, 3), (png.MediaType, png.Width, png.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(png.Content), StringComparison.Ordinal);
        Assert.Equal(png.Content, (await Judge(png.Content)).Content);

        var jpeg = await Judge(Files.Jpeg(640, 480, exif: "GPSLatitude"u8.ToArray(), tail: Files.Jpeg(20, 10)));
        Assert.Equal(("image/jpeg", 640, 480), (jpeg.MediaType, jpeg.Width, jpeg.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(jpeg.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_pdf_passes_unchanged()
    {
        var pdf = Files.Pdf("");
        Assert.Equal(pdf, (await Judge(pdf)).Content);
        var packed = Files.PdfObjects("<< /Type /Font /BaseFont /Song >>");
        Assert.Equal(packed, (await Judge(packed)).Content);
        // The letters of a name inside a picture are chance.
        var scan = Files.Pdf(">> endobj 2 0 obj << /Length 9 >> stream\nxx/JS /URI\nendstream endobj 3 0 obj <<");
        Assert.Equal(scan, (await Judge(scan)).Content);
    }

    /// <summary>A reader presses it, or does not; what opens by itself is refused below.</summary>
    [Fact]
    public async Task A_link_on_a_page_of_a_pdf_is_let_through()
    {
        var link = "/Annots [<< /Subtype /Link /A << /S /URI /URI (https://www.gov.example/licence) >> >>]";
        byte[][] pdfs = [Files.Pdf(link), Files.PdfObjects($"<< {link} >>")];
        await Assert.AllAsync(pdfs, async pdf => Assert.Equal(pdf, (await Judge(pdf)).Content));
    }

    private static readonly (string Code, byte[] Content)[] Refused =
    [
        (AccountsRefusals.FileEmpty, []),
        (AccountsRefusals.FileTooLarge, [.. Files.Png(1, 1), .. new byte[11 * 1024 * 1024]]),
        (AccountsRefusals.FileKind, "<html><script>alert(1)</script></html>"u8.ToArray()),
        (AccountsRefusals.FileKind, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        (AccountsRefusals.FileKind, "MZ\u0090\0"u8.ToArray()),
        (AccountsRefusals.FileKind, "PK\u0003\u0004word/document.xml"u8.ToArray()),
        (AccountsRefusals.FileKind, "GIF89a"u8.ToArray()),
        (AccountsRefusals.FileKind, [.. "<html>"u8, .. Files.Pdf("")]),
        (AccountsRefusals.FileDamaged, Files.Png(1, 1)[..^5]),
        (AccountsRefusals.FileDamaged, [.. Files.Png(1, 1)[..30], .. "rubbish rubbish rubbish"u8]),
        (AccountsRefusals.FileDamaged, [0xFF, 0xD8, 0xFF, 0xE0]),
        (AccountsRefusals.FileDamaged, Files.Jpeg(10, 10)[..^8]),
        (AccountsRefusals.FileDamaged, "%PDF-1.7\nno end"u8.ToArray()),
        (AccountsRefusals.FileDamaged, [.. Files.Pdf(""), .. "PK\u0003\u0004 an archive hides behind the end"u8]),
        (AccountsRefusals.FileNotOnlyPicture, [.. Files.Png(1, 1), .. "<script>alert(1)</script>"u8]),
        (AccountsRefusals.FileNotOnlyPicture, Files.Jpeg(10, 10, tail: "<html>"u8.ToArray())),
        (AccountsRefusals.FilePixels, Files.Png(50_000, 50_000)),
        (AccountsRefusals.FilePixels, Files.Png(10_000, 10_000)),
        (AccountsRefusals.FilePixels, Files.Jpeg(60_000, 60_000)),
        (AccountsRefusals.FileActive, Files.Pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/OpenAction << /S /J#61vaScript >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/AA << /O << /S /Launch /F (cmd.exe) >> >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/Names << /EmbeddedFiles 9 0 R >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/OpenAction << /S /URI /URI (https://x.example) >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/Open#41ction << /S /#55RI /#55RI (https://x.example) >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/AA << /O << /S /URI /URI (https://x.example) >> >>")),
        (AccountsRefusals.FileActive, Files.Pdf("/A << /J#53 (1) >>")),
        (AccountsRefusals.FileActive, Files.PdfObjects("<< /OpenAction << /S /URI /URI (https://x.example) >> >>")),
        (AccountsRefusals.FileActive, Files.PdfObjects("<< /S /L#61unch >>")),
        (AccountsRefusals.FileActive, Files.PdfObjects("<< /Type /Font >>", filter: "/LZWDecode")),
        (AccountsRefusals.FileLocked, Files.Pdf("/Encrypt 9 0 R")),
    ];

    [Fact]
    public Task Anything_else_is_refused() =>
        Assert.AllAsync(
            Refused,
            async one =>
            {
                var refusal = await Assert.ThrowsAsync<Refusal>(() => Judge(one.Content));
                Assert.Equal((one.Code, "BusinessLicence"), (refusal.Code, refusal.Field));
            }
        );

    [Fact]
    public async Task An_avatar_is_a_small_picture()
    {
        Assert.Equal((2048, 3), await Size(Files.Png(2048, 3)));
        foreach (
            var (code, content) in new[]
            {
                (AccountsRefusals.AvatarKind, Files.Pdf("")),
                (AccountsRefusals.AvatarTooLarge, Files.Png(2049, 3)),
                (AccountsRefusals.AvatarTooLarge, Files.Png(60_000, 60_000)),
                (AccountsRefusals.AvatarTooLarge, new byte[600_000]),
                (AccountsRefusals.FileNotOnlyPicture, [.. Files.Png(3, 3), 0]),
                (AccountsRefusals.FileEmpty, []),
            }
        )
        {
            Assert.Equal((code, "Avatar"), await Refusal(content));
        }

        static async Task<(int, int)> Size(byte[] content)
        {
            var picture = await UploadRules.Avatar(content, "Avatar", default);
            return (picture.Width, picture.Height);
        }

        static async Task<(string, string?)> Refusal(byte[] content)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => UploadRules.Avatar(content, "Avatar", default));
            return (refusal.Code, refusal.Field);
        }
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\licence.jpg", "licence.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("营业执照\r\nX: 1.png", "营业执照X: 1.png")]
    [InlineData("", "document")]
    public void A_file_name_is_only_text(string sent, string shown) => Assert.Equal(shown, DocumentRules.DisplayName(sent));

    [Fact]
    public async Task Random_damage_never_escapes_as_a_fault()
    {
        var random = new Random(20261120);
        byte[][] good = [Files.Png(4, 3), Files.Jpeg(64, 48), Files.Pdf("")];
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])good[i % 3].Clone();
            for (var k = 0; k < 3; k++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                await Judge(bytes[..random.Next(1, bytes.Length + 1)]);
            }
            catch (Refusal) { }
        }
    }

    private static Task<CleanUpload> Judge(byte[] content) => DocumentRules.Judge(DocumentKind.BusinessLicence, content, 10, default);
}
