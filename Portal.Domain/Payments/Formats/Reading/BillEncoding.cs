using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>What reading a file's bytes tells: its length, its hash, its first text, and which encoding that text is in (null: none).</summary>
public sealed record FileFacts(long Bytes, string Sha256, Encoding? Encoding, byte[] Head);

/// <summary>
/// UTF-8 (with or without a byte-order mark) when every byte is valid in it, else GB18030, which contains GBK; never a guess with
/// replacement characters.
/// </summary>
public static class BillEncoding
{
    private const int ChunkBytes = 1 << 16;
    private const int HeadBytes = 4_096;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = Registered();

    /// <summary>GB18030, strict, registered before its first use: also the encoding of member names in Chinese archives.</summary>
    internal static Encoding Chinese => Gb18030;

    /// <summary>A text as Chinese gateways write it.</summary>
    public static byte[] ChineseBytes(string text) => Gb18030.GetBytes(text);

    /// <summary>The encoding of a text that is opened anew for each look; null: none.</summary>
    internal static Encoding? Of(Func<Stream> open)
    {
        foreach (var encoding in (Encoding[])[Utf8, Gb18030])
        {
            using var stream = open();
            if (Decodes(stream, encoding, null))
            {
                return encoding;
            }
        }

        return null;
    }

    /// <summary>Reads a seekable stream to its end and puts it back at its start.</summary>
    public static FileFacts Examine(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new byte[HeadBytes];
        stream.Position = 0;
        var headLength = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        stream.Position = 0;
        var isUtf8 = Decodes(stream, Utf8, hash);
        stream.Position = 0;
        var encoding =
            isUtf8 ? Utf8
            : Decodes(stream, Gb18030, null) ? Gb18030
            : null;
        stream.Position = 0;
        return new FileFacts(stream.Length, Convert.ToHexStringLower(hash.GetCurrentHash()), encoding, head[..headLength]);
    }

    private static bool Decodes(Stream stream, Encoding encoding, IncrementalHash? hash)
    {
        var decoder = encoding.GetDecoder();
        var bytes = new byte[ChunkBytes];
        var chars = new char[encoding.GetMaxCharCount(ChunkBytes)];
        var valid = true;
        int read;
        do
        {
            read = stream.Read(bytes, 0, ChunkBytes);
            hash?.AppendData(bytes, 0, read);
            try
            {
                _ = valid && decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0) >= 0;
            }
            catch (DecoderFallbackException)
            {
                valid = false;
            }
        } while (read > 0 && (valid || hash is not null));

        return valid;
    }

    private static Encoding Registered()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
