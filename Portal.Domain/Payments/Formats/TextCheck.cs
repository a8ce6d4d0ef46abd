using System.Text;

namespace Portal.Domain.Payments;

/// <summary>Whether bytes are a text in an encoding, chunk by chunk and without replacement characters.</summary>
internal sealed class TextCheck(Encoding encoding)
{
    private readonly Decoder _decoder = encoding.GetDecoder();
    private char[] _chars = [];

    public bool Holds { get; private set; } = true;

    public void Append(ReadOnlySpan<byte> bytes) => Decode(bytes, flush: false);

    public bool Ends()
    {
        Decode([], flush: true);
        return Holds;
    }

    public static bool IsText(Stream stream, Encoding encoding)
    {
        var check = new TextCheck(encoding);
        var bytes = new byte[1 << 16];
        for (int read; check.Holds && (read = stream.Read(bytes)) > 0; )
        {
            check.Append(bytes.AsSpan(0, read));
        }

        return check.Ends();
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (!Holds)
        {
            return;
        }

        if (_chars.Length < encoding.GetMaxCharCount(bytes.Length))
        {
            _chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        }

        try
        {
            _decoder.GetChars(bytes, _chars, flush);
        }
        catch (DecoderFallbackException)
        {
            Holds = false;
        }
    }
}
