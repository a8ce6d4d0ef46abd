using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Payments;

/// <summary>
/// Looks at a file's bytes as they pass, once: its hash, the hash of each of its blocks, its first text and the encoding of that text.
/// UTF-8 (with or without a byte-order mark) when every byte is valid in it, else GB18030, which contains GBK.
/// </summary>
internal sealed class FileExamination : IDisposable
{
    public const int HeadBytes = 4_096;

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

    /// <param name="isChinese">Reads the file once more, where a text began as UTF-8 and went on as something else.</param>
    public FileFacts Finish(Func<bool> isChinese)
    {
        if (_inBlock > 0)
        {
            EndBlock();
        }

        var encoding =
            _utf8.Ends() ? BillEncoding.Utf8
            : _chinese?.Ends() ?? isChinese() ? BillEncoding.Chinese
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
}
