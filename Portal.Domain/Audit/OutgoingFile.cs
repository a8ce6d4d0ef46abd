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
