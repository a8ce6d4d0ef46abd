using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>
/// Looks at a file's bytes as they pass, once: its hash, the hash of each of its blocks, its first text and the encoding of that text.
/// UTF-8 (with or without a byte-order mark) when every byte is valid in it, else GB18030, which contains GBK.
/// </summary>
internal sealed class FileExamination : IDisposable
{
    private const int HeadBytes = 4_096;

    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _block = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _blocks = [];
    private readonly MemoryStream _head = new(HeadBytes);
    private readonly TextCheck _utf8 = new(BillEncoding.Utf8);
    private TextCheck? _chinese;
    private bool _isAscii = true;
    private long _bytes;
    private int _inBlock;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _whole.AppendData(bytes);
        _bytes += bytes.Length;
        _head.Write(bytes[..(int)Math.Min(bytes.Length, HeadBytes - _head.Length)]);
        Encodings(bytes);
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, CheckedFile.BlockBytes - _inBlock)];
            _block.AppendData(part);
            _inBlock += part.Length;
            bytes = bytes[part.Length..];
            if (_inBlock == CheckedFile.BlockBytes)
            {
                EndBlock();
            }
        }
    }

    /// <param name="again">Opens the file anew, where a text began as UTF-8 and went on as something else.</param>
    public FileFacts Finish(Func<Stream> again)
    {
        if (_inBlock > 0)
        {
            EndBlock();
        }

        var encoding =
            _utf8.Ends() ? BillEncoding.Utf8
            : _chinese?.Ends() ?? IsChinese(again) ? BillEncoding.Chinese
            : null;
        return new FileFacts(_bytes, Convert.ToHexStringLower(_whole.GetHashAndReset()), encoding, _head.ToArray()) { Blocks = _blocks };
    }

    public void Dispose()
    {
        _whole.Dispose();
        _block.Dispose();
        _head.Dispose();
    }

    /// <summary>
    /// While all is ASCII both encodings are as good. From there on both are tried, until a part is whole in UTF-8: chance does not do that, so
    /// the other is let go.
    /// </summary>
    private void Encodings(ReadOnlySpan<byte> bytes)
    {
        if (_isAscii && Ascii.IsValid(bytes))
        {
            return;
        }

        if (_isAscii)
        {
            (_isAscii, _chinese) = (false, new TextCheck(BillEncoding.Chinese));
        }

        _utf8.Append(bytes);
        _chinese?.Append(bytes);
        if (_utf8.Holds)
        {
            _chinese = null;
        }
    }

    private void EndBlock()
    {
        _blocks.Add(CheckedFile.Shown(_block.GetHashAndReset()));
        _inBlock = 0;
    }

    private static bool IsChinese(Func<Stream> again)
    {
        using var stream = again();
        return TextCheck.IsText(stream, BillEncoding.Chinese);
    }
}

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
