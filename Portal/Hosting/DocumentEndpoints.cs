using Portal.Api;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Uploaded files on their way out: always through a service that asks the Gate, never from a folder of the web server.</summary>
internal static class DocumentEndpoints
{
    // An image needs nothing but itself. A PDF is drawn by the browser's own viewer, which a sandbox directive would switch off.
    private const string ImagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox";
    private const string PdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

    public static void MapDocuments(this WebApplication app)
    {
        app.MapGet(
                "/m/{merchant}/documents/{id:long}",
                (string merchant, long id, HttpContext http, CertificationService certification, CancellationToken ct) =>
                    Serve(http, () => certification.Document(ActorOf.Request(http), merchant, id, ct))
            )
            .WithMetadata(new GivesFile())
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ApplyForCertification}");
        app.MapGet(
                "/review/{number}/documents/{id:long}",
                (string number, long id, HttpContext http, ReviewService review, CancellationToken ct) =>
                    Serve(http, () => review.Document(ActorOf.Request(http), number, id, ct))
            )
            .WithMetadata(new GivesFile())
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ViewDocuments}");
        app.MapGet(
                "/avatars/{key}",
                async (string key, HttpContext http, AccountService accounts, CancellationToken ct) =>
                {
                    try
                    {
                        var avatar = await accounts.Avatar(ActorOf.Request(http), key, ct);
                        http.Response.Headers.ContentSecurityPolicy = ImagePolicy;
                        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Results.Bytes(avatar.Content, avatar.MediaType);
                    }
                    catch (Refusal)
                    {
                        return Results.NotFound();
                    }
                }
            )
            .WithMetadata(new GivesFile())
            .AllowAnonymous();
    }

    private static Task Serve(HttpContext http, Func<Task<OutgoingFile>> read) =>
        Answers.Give(
            http,
            read,
            file =>
            {
                http.Response.Headers.ContentSecurityPolicy = file.ContentType == "application/pdf" ? PdfPolicy : ImagePolicy;
                http.Response.Headers.CacheControl = "no-store";
                return "inline";
            }
        );
}
