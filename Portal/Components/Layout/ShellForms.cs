using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Layout;

/// <summary>Language and theme: a cookie of a year, then back to the same address. The theme also works without a reload (portal.js).</summary>
internal static class ShellForms
{
    public const string ThemeCookie = "portal.theme";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapShellForms(this WebApplication app)
    {
        app.MapPost(
            Urls.SwitchLanguage,
            ([FromForm] string culture, [FromForm] string? to, HttpContext http) =>
            {
                if (Screens.Cultures.Contains(culture))
                {
                    var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture));
                    http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, Options(http));
                }

                return Results.LocalRedirect(LocalUrl.Or(to, Urls.Home));
            }
        );
        app.MapPost(
            Urls.SwitchTheme,
            ([FromForm] string? to, HttpContext http) =>
            {
                var next = ThemeOf(http) == "dark" ? "light" : "dark";
                http.Response.Cookies.Append(ThemeCookie, next, Options(http));
                return Results.LocalRedirect(LocalUrl.Or(to, Urls.Home));
            }
        );
    }

    /// <summary>The theme the reader chose; null while the system decides.</summary>
    public static string? ThemeOf(HttpContext http) =>
        http.Request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null;

    /// <summary>
    /// A refused or failed post is answered by a page. The page is read with GET: as a post it would look for a form of its own.
    /// </summary>
    public static void UseReadableProblems(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    http.Features.Get<IStatusCodeReExecuteFeature>() is not null
                    || http.Features.Get<IExceptionHandlerFeature>() is not null
                )
                {
                    http.Request.Method = HttpMethods.Get;
                }

                return next(http);
            }
        );

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            MaxAge = Kept,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        };
}
