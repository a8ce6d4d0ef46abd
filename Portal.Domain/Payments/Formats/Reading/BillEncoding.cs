using System.Text;

namespace Portal.Domain.Payments;

/// <summary>The two encodings in which gateways write: UTF-8 and GB18030, which contains GBK; never a guess with replacement characters.</summary>
internal static class BillEncoding
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>GB18030, strict, registered before its first use: also the encoding of member names in Chinese archives.</summary>
    internal static Encoding Chinese { get; } = Registered();

    internal static Encoding Utf8 { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>A text as Chinese gateways write it.</summary>
    public static byte[] ChineseBytes(string text) => Chinese.GetBytes(text);

    /// <summary>The encoding of a text that is opened anew for each look; null: none.</summary>
    internal static Encoding? Of(Func<Stream> open)
    {
        using var stream = open();
        return Examine(
            stream,
            () =>
            {
                using var again = open();
                return TextCheck.IsText(again, Chinese);
            }
        ).Encoding;
    }

    /// <summary>Reads a seekable stream to its end and puts it back at its start.</summary>
    public static FileFacts Examine(Stream stream)
    {
        stream.Position = 0;
        var facts = Examine(
            stream,
            () =>
            {
                stream.Position = 0;
                return TextCheck.IsText(stream, Chinese);
            }
        );
        stream.Position = 0;
        return facts;
    }

    private static FileFacts Examine(Stream stream, Func<bool> isChinese)
    {
        using var examination = new FileExamination();
        var bytes = new byte[ChunkBytes];
        for (int read; (read = stream.Read(bytes)) > 0; )
        {
            examination.Append(bytes.AsSpan(0, read));
        }

        return examination.Finish(isChinese);
    }

    private static Encoding Registered()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
