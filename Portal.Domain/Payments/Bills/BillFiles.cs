using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Where bill files lie: the data directory's <c>bills</c> folder, each under its own hash.</summary>
internal sealed class BillFiles(DatabaseSettings settings)
{
    /// <summary>A million rows are about 260 MB.</summary>
    public const long BytesMax = 1L << 30;

    private const string Incoming = "incoming-";
    private static readonly TimeSpan IncomingMax = TimeSpan.FromDays(1);

    private string Folder => Path.Combine(settings.DataDirectory, "bills");

    /// <summary>Copies an upload into the folder under a name of its own, refusing what is too large, and looks at its bytes as they pass.</summary>
    internal async Task<(string Path, FileFacts Facts)> Receive(Stream content, CancellationToken ct)
    {
        DataFolder.Make(Folder);
        Sweep();
        var path = Path.Combine(Folder, $"{Incoming}{Guid.NewGuid():N}.tmp");
        try
        {
            await using var file = DataFolder.Write(path, FileMode.CreateNew, FileShare.None, 1 << 16);
            using var examination = new FileExamination();
            var buffer = new byte[1 << 16];
            long total = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; )
            {
                total += read;
                Refusal.Unless(total <= BytesMax, PaymentsRefusals.BillTooLarge, BytesMax >> 20);
                examination.Append(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            file.Flush(flushToDisk: true);
            return (path, examination.Finish(() => IsChinese(path)));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static bool IsChinese(string path)
    {
        using var again = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        return TextCheck.IsText(again, BillEncoding.Chinese);
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

    /// <summary>The kept file of a bill with what is known of it: read as it was received or not at all (I-13).</summary>
    /// <exception cref="Refusal">The file is gone.</exception>
    internal (Stream File, FileFacts Facts) Open(Bill bill)
    {
        Stream file = Open(bill.Sha256);
        try
        {
            if (bill.Facts is { } known)
            {
                file = new CheckedFile(file, known.Blocks);
                return (file, known with { Head = Head(file) });
            }

            // Received by a release that wrote down no blocks: looked through before it is read.
            var facts = BillEncoding.Examine(file);
            Invariant.Hold("I-13", facts.Sha256 == bill.Sha256, $"the kept file of bill {bill.Id} has changed");
            return (file, facts);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static byte[] Head(Stream file)
    {
        var head = new byte[FileExamination.HeadBytes];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..length];
    }

    private FileStream Open(string sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)
            : throw new Refusal(PaymentsRefusals.BillFileGone, sha256);
    }

    private string PathOf(string sha256) => Path.Combine(Folder, $"{sha256}.csv");
}
