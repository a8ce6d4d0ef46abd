using Portal.Domain.Audit;

namespace Portal.Commands;

/// <summary>A file of a command: written beside the target and moved there, so that a kill leaves no half file under the name that was asked for.</summary>
internal static class FileTarget
{
    public static async Task<FileReceipt> Write(OutgoingFile file, FileInfo target, CancellationToken ct)
    {
        var part = target.FullName + ".part";
        FileReceipt receipt;
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            receipt = await file.WriteTo(stream, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, target.FullName, overwrite: true);
        return receipt;
    }
}
