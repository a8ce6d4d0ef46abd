using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Portal.Components.Identity;
using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Options;
using Portal.Routes;

namespace Portal.Hosting;

/// <summary>Cookies, sign-in and the policies made from the Permits table.</summary>
public static class IdentityHosting
{
    /// <summary>Identity's own tokens (confirmation, reset), for web and commands alike.</summary>
    internal static void AddIdentityTokens(this IServiceCollection services)
    {
        new IdentityBuilder(typeof(PortalUser), services).AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(1));
    }

    public static void AddIdentityAndPermits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        new IdentityBuilder(typeof(PortalUser), services).AddSignInManager().AddClaimsPrincipalFactory<PersonClaims>();
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = IdentityConstants.ApplicationScheme;
                options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddCookie(SignInCookies.HalfScheme, cookie => cookie.ExpireTimeSpan = SignInCookies.HalfLife)
            .AddIdentityCookies();
        AddCookies(services, builder.Environment.IsDevelopment());
        AddPasskeys(services, SiteOptions.From(builder.Configuration));
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            // A principal made anew still belongs to its session.
            options.OnRefreshingPrincipal = context =>
            {
                string[] kept = [PersonClaims.Session, PersonClaims.Ticket];
                context
                    .NewPrincipal!.Identities.First()
                    .AddClaims(context.CurrentPrincipal!.Claims.Where(claim => kept.Contains(claim.Type)));
                return Task.CompletedTask;
            };
        });
        services.AddSingleton<IStepUp, SessionStepUp>();
        services.AddScoped<SessionCookies>();
        services.AddScoped<SignInCookies>();
        services.AddScoped<CircuitVisits>();
        services.AddScoped<Confirmations>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddSingleton<UnknownAddresses>();
        services.AddScoped<SignInService>();
        services.AddSingleton<DevMailbox>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(options => options.FallbackPolicy = null);
        services.AddSingleton<IAuthorizationPolicyProvider, PermitPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermitHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StrangersSeeNothing>();
    }

    /// <summary>
    /// Every cookie of the site: out of reach of scripts, and outside Development bound to this host over TLS (<c>__Host-</c>). Development is
    /// plain http on localhost.
    /// </summary>
    private static void AddCookies(IServiceCollection services, bool development)
    {
        var prefix = development ? "Portal" : "__Host-Portal";
        (string Scheme, string Suffix)[] schemes =
        [
            (IdentityConstants.ApplicationScheme, ""),
            (IdentityConstants.TwoFactorUserIdScheme, ".Passkey"),
            (SignInCookies.HalfScheme, ".Half"),
        ];
        foreach (var (scheme, suffix) in schemes)
        {
            services.Configure<CookieAuthenticationOptions>(scheme, cookie => Harden(cookie.Cookie, prefix + suffix, development));
        }

        services.AddAntiforgery(options =>
        {
            Harden(options.Cookie, prefix + ".Form", development);
            options.Cookie.SameSite = SameSiteMode.Strict;
            // The answer's own policy says who may frame it.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.EventsType = typeof(SessionCookies);
            cookie.ExpireTimeSpan = SignInPolicies.SessionHours.Standard;
            // The session's row knows how long it lives; a cookie is never lengthened.
            cookie.SlidingExpiration = false;
            cookie.LoginPath = Urls.SignIn;
            cookie.LogoutPath = Urls.SignOut;
            cookie.ReturnUrlParameter = "to";
        });
    }

    private static void Harden(CookieBuilder cookie, string name, bool development)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }

    /// <summary>Passkeys belong to the configured address: neither the Host header nor another site can ask for them.</summary>
    private static void AddPasskeys(IServiceCollection services, SiteOptions site)
    {
        var address = new Uri(site.BaseAddress);
        var origin = address.GetLeftPart(UriPartial.Authority);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = address.Host;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin);
        });
    }
}
