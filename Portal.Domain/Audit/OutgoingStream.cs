using System.Security.Cryptography;

namespace Portal.Domain.Audit;

/// <summary>
/// The way out. Only asynchronous writing, because an answer to a browser takes no other: a synchronous writer would fail at the last byte
/// there and nowhere else. Closing it closes nothing. Nothing is written for somebody who has gone.
/// </summary>
internal sealed class OutgoingStream(Stream inner, CancellationToken gone) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Bytes { get; private set; }
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Bytes;
        set => throw new NotSupportedException();
    }

    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        gone.ThrowIfCancellationRequested();
        _hash.AppendData(buffer.Span);
        Bytes += buffer.Length;
        await inner.WriteAsync(buffer, gone);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        gone.ThrowIfCancellationRequested();
        await inner.FlushAsync(gone);
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Files leave asynchronously: dispose writers with await and leave the stream open.");

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
