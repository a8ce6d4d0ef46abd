using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>Headers every answer carries, errors included. Styles may be inline because MudBlazor sets them; scripts may not.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly (string Name, StringValues Value)[] Always =
    [
        ("Content-Security-Policy", Policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Written when the answer starts: the error page begins with a cleared answer and must carry them too.</summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    foreach (var (name, value) in Always)
                    {
                        // A document brings a stricter policy of its own.
                        context.Response.Headers.TryAdd(name, value);
                    }

                    // Redirects of pages carry the Host they were asked under; a path is all that is meant. One slash: two would name a host.
                    var own = $"{context.Request.Scheme}://{context.Request.Host}/";
                    if (context.Response.Headers.Location.ToString() is { } to && to.StartsWith(own, StringComparison.Ordinal))
                    {
                        context.Response.Headers.Location = "/" + to[own.Length..].TrimStart('/', '\\');
                    }

                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    /// <summary>
    /// What changes something, and the pages' socket, must come from a page of this site: a browser says which page asks. Without the header
    /// it is not a browser, and antiforgery decides.
    /// </summary>
    public static void UseOwnOriginOnly(this WebApplication app)
    {
        var own = new Uri(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.BaseAddress).GetLeftPart(UriPartial.Authority);
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                var origin = request.Headers.Origin.ToString();
                var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
                var guarded = !safe || request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal);
                if (!guarded || origin.Length == 0 || origin == own || origin == $"{request.Scheme}://{request.Host}")
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );
    }
}
