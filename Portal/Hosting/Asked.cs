using Microsoft.AspNetCore.Diagnostics;
using Portal.Routes;

namespace Portal.Hosting;

/// <summary>What the reader asked for: a page that says why nothing came is drawn under the address that was asked, not under its own.</summary>
internal static class Asked
{
    /// <summary>The path that was asked, without its query.</summary>
    public static PathString Path(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is { } turned ? new PathString(turned.OriginalPath)
        : http.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? new PathString(failed.Path)
        : http.Request.Path;

    /// <summary>The path that was asked, with its query.</summary>
    public static string Address(HttpContext http) =>
        Path(http) + (http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString ?? http.Request.QueryString.Value);

    /// <summary>A follower's phone never shows the staff's pages: below its address the wallet answers for what is not there.</summary>
    public static bool IsWallet(HttpContext http) => Path(http).StartsWithSegments(Urls.Wallet, StringComparison.Ordinal);
}
