using System.Security.Cryptography;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// A kept file, read as it was received or not at all: each block is compared with the hash that was written down when it came, before
/// anything of it is given out (I-13). So it is checked in the same walk that uses it.
/// </summary>
internal sealed class CheckedFile(Stream file, IReadOnlyList<string> blocks) : Stream
{
    public const int BlockBytes = 1 << 20;

    private const int HashBytes = 16;

    private readonly byte[] _block = new byte[BlockBytes];
    private long _at = -1;
    private int _length;
    private long _position;

    /// <summary>Half of a SHA-256 is enough to tell a block from every other one.</summary>
    public static string Shown(ReadOnlySpan<byte> sha256) => Convert.ToHexStringLower(sha256[..HashBytes]);

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => file.Length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position >= Length)
        {
            return 0;
        }

        Load(_position / BlockBytes);
        var from = (int)(_position % BlockBytes);
        var count = Math.Min(buffer.Length, _length - from);
        _block.AsSpan(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            SeekOrigin.End => Length + offset,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
        return _position = to >= 0 ? to : throw new ArgumentOutOfRangeException(nameof(offset));
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Load(long block)
    {
        if (block == _at)
        {
            return;
        }

        file.Position = block * BlockBytes;
        _length = file.ReadAtLeast(_block, BlockBytes, throwOnEndOfStream: false);
        var same = block < blocks.Count && Shown(SHA256.HashData(_block.AsSpan(0, _length))) == blocks[(int)block];
        Invariant.Hold("I-13", same, $"a kept file of a bill has changed at its block {block}");
        _at = block;
    }
}
