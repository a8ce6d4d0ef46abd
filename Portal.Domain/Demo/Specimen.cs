using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Demo;

/// <summary>
/// Documents for the demo, made by code and marked SPECIMEN · 演示样本: no real person, company or seal. PDFs name a Chinese font that every
/// viewer brings; pictures are drawn with a small letter of our own.
/// </summary>
internal static class Specimen
{
    private const string Mark = "SPECIMEN · 演示样本";

    public static byte[] Licence(string legalName, string creditCode, string representative, DateOnly until) =>
        Pdf(
            "营 业 执 照",
            [
                $"统一社会信用代码    {creditCode}",
                string.Empty,
                $"名    称    {legalName}",
                "类    型    有限责任公司",
                $"法定代表人    {representative}",
                "经营范围    零售；餐饮服务；文化服务",
                "住    所    广州市演示区样本路 1 号",
                string.Create(CultureInfo.InvariantCulture, $"营业期限    至 {until:yyyy年M月d日}"),
            ],
            "演示登记机关"
        );

    public static byte[] Letter(string legalName, string creditCode, string account, string person, string mobile, DateOnly day) =>
        Pdf(
            "公众号运营授权函",
            [
                "致平台运营方：",
                string.Empty,
                $"    我司 {legalName}",
                $"（统一社会信用代码 {creditCode}）",
                $"兹授权 {person}（手机号 {mobile[..3]} **** {mobile[^4..]}）",
                $"为公众号“{account}”的运营者，全权办理该账号的注册、认证、",
                "资料维护及日常运营事宜。",
                string.Empty,
                "    我司承诺所提交资料真实、合法、有效，并对该账号发布的内容",
                "承担相应责任。本授权自签署之日起一年内有效。",
                string.Empty,
                $"法定代表人签字：{person}",
                string.Create(CultureInfo.InvariantCulture, $"{legalName}（盖章）    {day:yyyy年M月d日}"),
            ],
            legalName
        );

    /// <summary>An identity card as a picture: letters of five by seven points, three pixels each.</summary>
    public static byte[] Card(string number, string mark)
    {
        var picture = new Picture(860, 540);
        picture.Fill(0, 0, 860, 540, 0xF4F7FA);
        picture.Fill(30, 30, 800, 480, 0xFFFFFF);
        picture.Fill(600, 110, 180, 220, 0xD8E0E8);
        picture.Fill(655, 150, 70, 70, 0xB4C0CC);
        picture.Fill(630, 235, 120, 95, 0xB4C0CC);
        picture.Write("RESIDENT IDENTITY CARD", 70, 70, 4, 0x1D2733);
        picture.Write("HOLDER", 70, 150, 3, 0x667380);
        picture.Write(mark, 70, 182, 4, 0x1D2733);
        picture.Write("BORN", 70, 250, 3, 0x667380);
        picture.Write($"{number[6..10]}-{number[10..12]}-{number[12..14]}", 70, 282, 4, 0x1D2733);
        picture.Write("NUMBER", 70, 360, 3, 0x667380);
        picture.Write(number, 70, 392, 5, 0x1D2733);
        picture.Write("SPECIMEN - NOT A REAL PERSON", 70, 470, 3, 0xBF2230);
        return picture.Png();
    }

    private static byte[] Pdf(string title, IReadOnlyList<string> lines, string seal)
    {
        var page = new StringBuilder();
        page.Append("0.75 0.12 0.12 RG 1 w 40 40 515 762 re S\n");
        Line(page, title, 24, Math.Max(80, 297 - (title.Length * 12)), 730);
        for (var i = 0; i < lines.Count; i++)
        {
            Line(page, lines[i], 13, 76, 670 - (i * 30));
        }

        // A seal is a red circle, a star and the words around it: here below it, so that nobody mistakes it for one.
        page.Append("0.80 0.15 0.18 RG 0.80 0.15 0.18 rg 3 w 486 200 m 486 230 462 254 432 254 c 402 254 378 230 378 200 c ");
        page.Append("378 170 402 146 432 146 c 462 146 486 170 486 200 c S\n");
        page.Append("432 224 m 438 206 l 456 206 l 441 195 l 447 177 l 432 188 l 417 177 l 423 195 l 408 206 l 426 206 l f\n");
        Line(page, Text.Cut(seal, 12), 9, 384, 130);
        page.Append("0.40 0.42 0.47 rg\n");
        Line(page, Mark, 12, 230, 62);
        return Build(page.ToString());
    }

    private static void Line(StringBuilder page, string text, int size, int x, int y)
    {
        var hex = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
        page.Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {y} Td <{hex}> Tj ET\n");
    }

    private static byte[] Build(string content)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Encoding.ASCII.GetByteCount(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
                + "/Descent -120 /CapHeight 880 /StemV 93 >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var starts = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            starts.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var start in starts)
        {
            file.Append(CultureInfo.InvariantCulture, $"{start:0000000000} 00000 n \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    private sealed class Picture(int width, int height)
    {
        // Seven rows of five points for each letter, the highest bit on the left.
        private static readonly Dictionary<char, string> Letters = new()
        {
            ['A'] = "0E11111F111111",
            ['B'] = "1E11111E11111E",
            ['C'] = "0E11101010110E",
            ['D'] = "1E11111111111E",
            ['E'] = "1F10101E10101F",
            ['F'] = "1F10101E101010",
            ['G'] = "0E11101711110F",
            ['H'] = "1111111F111111",
            ['I'] = "0E04040404040E",
            ['J'] = "0702020202120C",
            ['K'] = "11121418141211",
            ['L'] = "1010101010101F",
            ['M'] = "111B1515111111",
            ['N'] = "11111915131111",
            ['O'] = "0E11111111110E",
            ['P'] = "1E11111E101010",
            ['Q'] = "0E11111115120D",
            ['R'] = "1E11111E141211",
            ['S'] = "0F10100E01011E",
            ['T'] = "1F040404040404",
            ['U'] = "1111111111110E",
            ['V'] = "11111111110A04",
            ['W'] = "1111111515150A",
            ['X'] = "11110A040A1111",
            ['Y'] = "1111110A040404",
            ['Z'] = "1F01020408101F",
            ['0'] = "0E11131519110E",
            ['1'] = "040C040404040E",
            ['2'] = "0E11010204081F",
            ['3'] = "1F02040201110E",
            ['4'] = "02060A121F0202",
            ['5'] = "1F101E0101110E",
            ['6'] = "0608101E11110E",
            ['7'] = "1F010204080808",
            ['8'] = "0E11110E11110E",
            ['9'] = "0E11110F01020C",
            ['-'] = "0000001F000000",
            [' '] = "00000000000000",
        };

        private readonly byte[] _points = new byte[width * height * 3];

        public void Fill(int x, int y, int w, int h, int colour)
        {
            for (var row = y; row < y + h; row++)
            {
                for (var column = x; column < x + w; column++)
                {
                    var at = ((row * width) + column) * 3;
                    (_points[at], _points[at + 1], _points[at + 2]) = (
                        (byte)(colour >> 16),
                        (byte)((colour >> 8) & 0xFF),
                        (byte)(colour & 0xFF)
                    );
                }
            }
        }

        public void Write(string text, int x, int y, int size, int colour)
        {
            foreach (var letter in text.ToUpperInvariant())
            {
                var rows = Convert.FromHexString(Letters.GetValueOrDefault(letter, Letters['-']));
                for (var row = 0; row < rows.Length; row++)
                {
                    for (var bit = 0; bit < 5; bit++)
                    {
                        if ((rows[row] & (16 >> bit)) != 0)
                        {
                            Fill(x + (bit * size), y + (row * size), size, size, colour);
                        }
                    }
                }

                x += 6 * size;
            }
        }

        public byte[] Png()
        {
            using var raw = new MemoryStream();
            using (var zlib = new ZLibStream(raw, CompressionLevel.Optimal, leaveOpen: true))
            {
                for (var row = 0; row < height; row++)
                {
                    zlib.WriteByte(0);
                    zlib.Write(_points, row * width * 3, width * 3);
                }
            }

            var header = new byte[13];
            BinaryPrimitives.WriteInt32BigEndian(header, width);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
            (header[8], header[9]) = (8, 2);
            using var file = new MemoryStream();
            file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
            Chunk(file, "IHDR"u8, header);
            Chunk(file, "IDAT"u8, raw.ToArray());
            Chunk(file, "IEND"u8, []);
            return file.ToArray();
        }

        private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, byte[] data)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            byte[] body = [.. type, .. data];
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
            file.Write(number);
        }
    }
}
