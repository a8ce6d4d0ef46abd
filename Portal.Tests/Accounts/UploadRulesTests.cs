using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Kernel;

namespace Portal.Tests.Accounts;

public sealed class UploadRulesTests
{
    [Fact]
    public void A_png_keeps_its_picture_and_loses_everything_else()
    {
        var clean = Judge([.. Files.Png(4, 3, ("tEXt", "Comment\0GPS 23.1,113.3"u8.ToArray())), .. "<script>alert(1)</script>"u8]);

        Assert.Equal((UploadKind.Png, 4, 3), (clean.Kind, clean.Width, clean.Height));
        Assert.Equal(Files.Png(4, 3), clean.Content);
    }

    [Fact]
    public void A_jpeg_keeps_its_picture_and_loses_places_and_tails()
    {
        var clean = Judge(Files.Jpeg(640, 480, exif: "GPSLatitude"u8.ToArray(), tail: "PK\u0003\u0004archive"u8.ToArray()));

        Assert.Equal((UploadKind.Jpeg, 640, 480), (clean.Kind, clean.Width, clean.Height));
        Assert.Equal(Files.Jpeg(640, 480), clean.Content);
    }

    [Fact]
    public void A_plain_pdf_passes_unchanged()
    {
        var pdf = Files.Pdf("");
        Assert.Equal(pdf, Judge(pdf).Content);
        var packed = Files.PdfObjects("<< /Type /Font /BaseFont /Song >>");
        Assert.Equal(packed, Judge(packed).Content);
        // The letters of a name inside a picture are chance.
        var scan = Files.Pdf(">> endobj 2 0 obj << /Length 9 >> stream\nxx/JS /URI\nendstream endobj 3 0 obj <<");
        Assert.Equal(scan, Judge(scan).Content);
    }

    /// <summary>A reader presses it, or does not; what opens by itself is refused below.</summary>
    [Fact]
    public void A_link_on_a_page_of_a_pdf_is_let_through()
    {
        var link = "/Annots [<< /Subtype /Link /A << /S /URI /URI (https://www.gov.example/licence) >> >>]";
        Assert.All((byte[][])[Files.Pdf(link), Files.PdfObjects($"<< {link} >>")], pdf => Assert.Equal(pdf, Judge(pdf).Content));
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
        (AccountsRefusals.FileDamaged, Files.Png(1, 1)[..^20]),
        (AccountsRefusals.FileDamaged, [.. Files.Png(1, 1)[..30], .. "rubbish rubbish rubbish"u8]),
        (AccountsRefusals.FileDamaged, [0xFF, 0xD8, 0xFF, 0xE0]),
        (AccountsRefusals.FileDamaged, Files.Jpeg(10, 10)[..^8]),
        (AccountsRefusals.FileDamaged, "%PDF-1.7\nno end"u8.ToArray()),
        (AccountsRefusals.FileDamaged, [.. Files.Pdf(""), .. "PK\u0003\u0004 an archive hides behind the end"u8]),
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
    public void Anything_else_is_refused() =>
        Assert.All(Refused, one => Assert.Equal(one.Code, Assert.Throws<Refusal>(() => Judge(one.Content)).Code));

    [Fact]
    public void An_avatar_is_never_a_pdf() =>
        Assert.Equal(
            AccountsRefusals.AvatarKind,
            Assert.Throws<Refusal>(() => UploadRules.Judge(Files.Pdf(""), "Avatar", UploadKind.Png, UploadKind.Jpeg)).Code
        );

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\licence.jpg", "licence.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("营业执照\r\nX: 1.png", "营业执照X: 1.png")]
    [InlineData("", "document")]
    public void A_file_name_is_only_text(string sent, string shown) => Assert.Equal(shown, DocumentRules.DisplayName(sent));

    [Fact]
    public void Random_damage_never_escapes_as_a_fault()
    {
        var random = new Random(20261120);
        byte[][] good = [Files.Png(4, 3), Files.Jpeg(640, 480), Files.Pdf("")];
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])good[i % 3].Clone();
            for (var k = 0; k < 3; k++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                Judge(bytes[..random.Next(1, bytes.Length + 1)]);
            }
            catch (Refusal) { }
        }
    }

    private static CleanUpload Judge(byte[] content) => DocumentRules.Judge(DocumentKind.BusinessLicence, content, 10);
}

/// <summary>Small files of each kind, made by hand so that a test knows every byte.</summary>
internal static class Files
{
    public static byte[] Png(int width, int height, params (string Type, byte[] Data)[] extra)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        foreach (var (type, data) in extra)
        {
            Chunk(file, type, data);
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(new byte[Math.Min(100_000, ((width * 3L) + 1) * height)]);
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    public static byte[] Jpeg(ushort width, ushort height, byte[]? exif = null, byte[]? tail = null) =>
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
            .. exif is null ? [] : Segment(0xE1, [.. "Exif\0\0"u8, .. exif]),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)(height & 0xFF), (byte)(width >> 8), (byte)(width & 0xFF), 1, 1, 0x11, 0]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0x12,
            0xFF,
            0x00,
            0x34,
            0xFF,
            0xD0,
            0x56,
            0xFF,
            0xD9,
            .. tail ?? [],
        ];

    public static byte[] Pdf(string catalog) =>
        Encoding.ASCII.GetBytes(
            $"%PDF-1.7\n1 0 obj\n<< /Type /Catalog {catalog} >>\nendobj\nxref\n0 1\ntrailer << >>\nstartxref\n9\n%%EOF\n"
        );

    /// <summary>A PDF with one object inside a stream of objects, packed unless another filter is named.</summary>
    public static byte[] PdfObjects(string inside, string filter = "/FlateDecode")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(Encoding.ASCII.GetBytes("7 0 " + inside));
        }

        return
        [
            .. "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8,
            .. Encoding.ASCII.GetBytes($"2 0 obj\n<< /Type /Ob#6aStm /N 1 /First 4 /Filter {filter} /Length {packed.Length} >>\nstream\n"),
            .. packed.ToArray(),
            .. "\nendstream\nendobj\nstartxref\n9\n%%EOF\n"u8,
        ];
    }

    private static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)((data.Length + 2) & 0xFF), .. data];

    private static void Chunk(Stream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
