using System.IO.Compression;
using System.Text;

namespace Portal.Domain.Accounts;

internal enum PdfFault
{
    Locked,
    Active,
}

/// <summary>
/// What a PDF may not hold: anything that acts, opens or carries something when it is looked at. A link on a page, which a reader has to press,
/// is not among it; one that opens by itself hangs on an open action, which is. Names are read as a viewer reads them, with
/// their #xx escapes, in the file itself and in what its streams of objects unpack to; pictures and pages' drawings are not searched, for
/// there the same letters are chance.
/// </summary>
internal static class PdfRules
{
    /// <summary>All streams of objects of one file together unpack to at most so much; more is a trap, not a document.</summary>
    internal const int UnpackedMax = 40_000_000;

    private static readonly string[] Acts =
    [
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/AA",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/RichMedia",
        "/XFA",
        "/SubmitForm",
        "/ImportData",
    ];

    public static PdfFault? Look(byte[] content)
    {
        var left = UnpackedMax;
        var file = Encoding.Latin1.GetString(content);
        var outside = new StringBuilder();
        var at = 0;
        while (Next(file, at) is { } stream)
        {
            outside.Append(file, at, stream.Begin - at).Append(' ');
            var dictionary = Plain(file[Math.Max(at, file.LastIndexOf(" obj", stream.Begin, StringComparison.Ordinal))..stream.Begin]);
            if (HasName(dictionary, "/ObjStm") || HasName(dictionary, "/First"))
            {
                if (Unpack(content.AsSpan(stream.Begin, stream.End - stream.Begin), dictionary, ref left) is not { } objects)
                {
                    // Objects nobody can read here, a viewer perhaps can.
                    return PdfFault.Active;
                }

                outside.Append(objects).Append(' ');
            }

            at = stream.End;
        }

        outside.Append(file, at, file.Length - at);
        var text = Plain(outside.ToString());
        return HasName(text, "/Encrypt") ? PdfFault.Locked
            : Acts.Any(name => HasName(text, name)) ? PdfFault.Active
            : null;
    }

    /// <summary>The next stream: its bytes lie between the two words.</summary>
    private static (int Begin, int End)? Next(string file, int from)
    {
        for (var at = from; (at = file.IndexOf("stream", at, StringComparison.Ordinal)) >= 0; at += 6)
        {
            var begin = at + 6;
            // "endstream" ends one; a stream begins on a line of its own, after its dictionary.
            if (at > 2 && file.AsSpan(at - 3, 3).SequenceEqual("end") || begin >= file.Length || file[begin] is not ('\r' or '\n'))
            {
                continue;
            }

            var end = file.IndexOf("endstream", begin, StringComparison.Ordinal);
            return end < 0 ? null : (begin, end);
        }

        return null;
    }

    /// <summary>What a stream of objects holds; null when it is packed in a way that is not read here, or unpacks to too much.</summary>
    private static string? Unpack(ReadOnlySpan<byte> packed, string dictionary, ref int left)
    {
        var bytes = packed.TrimStart("\r\n"u8).ToArray();
        if (!dictionary.Contains("/Filter", StringComparison.Ordinal))
        {
            return Encoding.Latin1.GetString(bytes);
        }

        if (!HasName(dictionary, "/FlateDecode") || HasName(dictionary, "/Predictor") || dictionary.Split("Decode").Length > 2)
        {
            return null;
        }

        try
        {
            using var zip = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = zip.Read(buffer)) > 0; )
            {
                left -= read;
                if (left < 0)
                {
                    return null;
                }

                plain.Write(buffer, 0, read);
            }

            return Encoding.Latin1.GetString(plain.ToArray());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Names may be written with #xx escapes: /J#61vaScript is /JavaScript.
    private static string Plain(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                plain.Append((char)Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static bool HasName(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var next = at + name.Length;
            if (next >= text.Length || !char.IsAsciiLetterOrDigit(text[next]))
            {
                return true;
            }
        }

        return false;
    }
}
