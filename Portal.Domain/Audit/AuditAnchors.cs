using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

/// <summary>The end of the chain at an instant, as it was noted outside the database.</summary>
public sealed record Anchor(long Sequence, string Hash, DateTime AtUtc, string Why, string Signature);

/// <summary>The anchors of a site, and the first line of its file that is not what we wrote.</summary>
internal sealed record AnchorFile(IReadOnlyList<Anchor> Anchors, string? Damage);

/// <summary>
/// Notes the end of the chain in an append-only file outside the database, daily and on every export: without it, cutting off the newest
/// records and turning the head back would look like a trail that never was longer.
/// </summary>
internal sealed class AuditAnchors
{
    public const string FileName = "audit.anchors";

    private static readonly SemaphoreSlim Writing = new(1);
    private readonly AuditChain _chain;
    private readonly TimeProvider _clock;

    public AuditAnchors(AuditSettings settings, DatabaseSettings database, AuditChain chain, TimeProvider clock)
    {
        var folder = settings.AnchorFolder.Length == 0 ? "anchors" : settings.AnchorFolder;
        PathOfFile = Path.Combine(database.DataDirectory, folder, FileName);
        _chain = chain;
        _clock = clock;
    }

    public string PathOfFile { get; }

    /// <summary>Appends the end of the chain as it is committed now, and returns it once it is on the disk.</summary>
    /// <exception cref="Refusal">AnchorRefused: the file cannot be made or written.</exception>
    internal async Task<Anchor> Append(PortalDb db, string why, CancellationToken ct)
    {
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(ct);
        var anchor = new Anchor(head.Sequence, head.Hash, _clock.UtcNow(), why, string.Empty);
        anchor = anchor with { Signature = _chain.Sign(Signed(anchor)) };
        try
        {
            await Append(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(anchor) + "\n"), ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(AuditRefusals.AnchorRefused, PathOfFile, fault.Message);
        }

        return anchor;
    }

    private async Task Append(byte[] line, CancellationToken ct)
    {
        await Writing.WaitAsync(ct);
        try
        {
            DataFolder.Make(Path.GetDirectoryName(PathOfFile)!);
            await using var file = DataFolder.Write(PathOfFile, FileMode.Append, buffer: 1);
            // One write of one line: processes that share the file do not mix within a line.
            await file.WriteAsync(line, ct);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            Writing.Release();
        }
    }

    internal async Task<AnchorFile> Read(CancellationToken ct)
    {
        var anchors = new List<Anchor>();
        if (!File.Exists(PathOfFile))
        {
            return new AnchorFile(anchors, null);
        }

        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(PathOfFile, ct))
        {
            number++;
            if (Parse(line) is not { } anchor)
            {
                return new AnchorFile(anchors, $"line {number} of {FileName} is not one we wrote");
            }

            anchors.Add(anchor);
        }

        return new AnchorFile(anchors, null);
    }

    private Anchor? Parse(string line)
    {
        try
        {
            var anchor = JsonSerializer.Deserialize<Anchor>(line);
            return anchor is not null && _chain.Sign(Signed(anchor)) == anchor.Signature ? anchor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Signed(Anchor anchor) =>
        FormattableString.Invariant($"anchor:{anchor.Sequence}:{anchor.Hash}:{anchor.AtUtc.Ticks}:{anchor.Why}");
}
