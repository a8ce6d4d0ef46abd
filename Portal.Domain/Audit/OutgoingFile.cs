using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

/// <summary>What left: rows (0 of a file that has none), bytes, and the SHA-256 of the bytes.</summary>
public sealed record FileReceipt(long Rows, long Bytes, string Sha256);

/// <summary>Who takes which file: what the trail says of it before the first byte and after the last.</summary>
internal sealed record FileAct(
    Actor Actor,
    string Action,
    string Kind,
    string Key,
    long? MerchantId = null,
    object? Facts = null,
    string? Why = null
);

/// <summary>
/// A file somebody may have, not written yet. Its only way out is <see cref="WriteTo"/>, which puts it into the trail: begun before the first
/// byte leaves, completed after the last one, or broken off with the row it came to.
/// </summary>
public sealed class OutgoingFile
{
    private readonly FileTrail _trail;

    internal OutgoingFile(FileTrail trail, FileAct act, string name, string contentType, Func<FileWriter, CancellationToken, Task> write)
    {
        _trail = trail;
        Act = act;
        Name = name;
        ContentType = contentType;
        Write = write;
    }

    public string Name { get; }
    public string ContentType { get; }
    internal FileAct Act { get; }
    internal Func<FileWriter, CancellationToken, Task> Write { get; }

    public Task<FileReceipt> WriteTo(Stream output, CancellationToken ct) => _trail.Give(this, output, ct);
}

/// <summary>What the maker of a file writes through: it counts rows and bytes and hashes on the way.</summary>
internal sealed class FileWriter(OutgoingStream body)
{
    public Stream Body => body;
    public long Rows { get; private set; }

    /// <summary>Of what has left so far.</summary>
    public string Sha256() => body.Sha256();

    /// <summary>One more row is about to leave.</summary>
    public void Row() => Rows++;

    public StreamWriter Text(string newLine, bool mark = true) =>
        new(Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: mark), 1 << 16, leaveOpen: true) { NewLine = newLine };
}

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
