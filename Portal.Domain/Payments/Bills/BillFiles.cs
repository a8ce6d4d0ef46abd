using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Where bill files lie: the data directory's <c>bills</c> folder, each under its own hash.</summary>
public sealed class BillFiles(DatabaseSettings settings)
{
    /// <summary>A million rows are about 260 MB.</summary>
    public const long BytesMax = 1L << 30;

    private const string Incoming = "incoming-";
    private static readonly TimeSpan IncomingMax = TimeSpan.FromDays(1);

    private string Folder => Path.Combine(settings.DataDirectory, "bills");

    /// <summary>Copies an upload into the folder under a name of its own, refusing what is too large.</summary>
    internal async Task<string> Receive(Stream content, CancellationToken ct)
    {
        DataFolder.Make(Folder);
        Sweep();
        var path = Path.Combine(Folder, $"{Incoming}{Guid.NewGuid():N}.tmp");
        try
        {
            await using var file = DataFolder.Write(path, FileMode.CreateNew, FileShare.None, 1 << 16);
            var buffer = new byte[1 << 16];
            long total = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; )
            {
                total += read;
                Refusal.Unless(total <= BytesMax, PaymentsRefusals.BillTooLarge, BytesMax >> 20);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            file.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>What somebody was still receiving when they were killed, and nobody will go on with.</summary>
    private void Sweep()
    {
        // The file system's own time.
        var old = TimeProvider.System.UtcNow() - IncomingMax;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles(Incoming + "*").Where(file => file.LastWriteTimeUtc < old))
        {
            file.Delete();
        }
    }

    /// <summary>Keeps a received file under its hash; a file already there is the same one.</summary>
    internal void Keep(string received, string sha256) => File.Move(received, PathOf(sha256), overwrite: true);

    internal FileStream Open(string sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)
            : throw new Refusal(PaymentsRefusals.BillFileGone, sha256);
    }

    private string PathOf(string sha256) => Path.Combine(Folder, $"{sha256}.csv");
}
