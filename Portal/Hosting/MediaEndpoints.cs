using Microsoft.Net.Http.Headers;
using Portal.Api;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Hosting;

/// <summary>Pictures, by their unguessable key. A key's bytes never change, so they may be kept.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this WebApplication app) =>
        app.MapGet(
                "/media/{key:regex(^[0-9a-f]{{32}}$)}",
                async (string key, MediaService media, HttpContext http, CancellationToken ct) =>
                {
                    try
                    {
                        var file = await media.Read(ActorOf.Request(http), key, ct);
                        http.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
                        // Even if a decoder were fooled, nothing in it may run or load.
                        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; sandbox";
                        return Results.Bytes(file.Bytes, file.ContentType);
                    }
                    catch (Refusal)
                    {
                        return Results.NotFound();
                    }
                }
            )
            .WithMetadata(new GivesFile());
}
