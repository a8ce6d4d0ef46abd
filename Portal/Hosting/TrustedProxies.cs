using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>
/// Who a request comes from, when a proxy stands before the site. Only the proxies of the settings are believed, and only about address and
/// scheme; anybody else's X-Forwarded-For is words.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies;
        if (trusted.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in trusted)
        {
            options.KnownIPNetworks.Add(Network(one));
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary><c>10.0.0.1</c> or <c>10.0.0.0/24</c>.</summary>
    /// <exception cref="FormatException">Neither; the site does not start.</exception>
    internal static System.Net.IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var one))
        {
            return new System.Net.IPNetwork(one, one.GetAddressBytes().Length * 8);
        }

        return System.Net.IPNetwork.Parse(text);
    }
}
