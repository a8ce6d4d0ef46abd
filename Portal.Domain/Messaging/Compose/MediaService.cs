using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Gives out pictures by their unguessable key.</summary>
public sealed class MediaService(Acts acts)
{
    public const int Megabyte = ImageRules.Megabyte;

    /// <summary>What no setting lets a picture weigh more than.</summary>
    public const int BytesMax = ImageRules.BytesMax;

    /// <summary>A picture, for whoever has its address. Not found otherwise.</summary>
    public async Task<MediaFile> Read(Actor actor, string key, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.ReadDirectory, ct);
        return await act
                .Db.Media.Where(row => row.Key == key)
                .Select(row => new MediaFile(row.ContentType, row.Bytes))
                .SingleOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
    }
}
