using Microsoft.AspNetCore.Components.Forms;

namespace Portal.Components.Accounts;

/// <summary>Reads an upload with a limit that is counted while reading: what the browser says about the size is not believed.</summary>
public static class UploadReader
{
    public static async Task<byte[]> Read(IBrowserFile file, int bytesMax, Action<double>? progress = null, CancellationToken ct = default)
    {
        // One byte more than allowed may pass, so that the service, not the transport, says that it is too large.
        await using var stream = file.OpenReadStream(bytesMax + 1L, ct);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            content.Write(buffer, 0, read);
            progress?.Invoke(file.Size == 0 ? 1 : (double)content.Length / file.Size);
        }

        return content.ToArray();
    }
}
