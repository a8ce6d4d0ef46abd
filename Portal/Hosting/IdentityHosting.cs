using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Portal.Components.Identity;
using Portal.Domain.Identity;
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
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = builder.Environment.IsDevelopment() ? "Portal" : "__Host-Portal";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            // Development is plain http on localhost; anywhere else the cookie travels over TLS only.
            cookie.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.LoginPath = "/sign-in";
            cookie.LogoutPath = "/sign-out";
            cookie.AccessDeniedPath = "/denied";
            cookie.ReturnUrlParameter = "to";
            cookie.Events.OnRedirectToLogin = context =>
            {
                // Followers have their own door: a mailed code, no password.
                var wallet = context.Request.Path.StartsWithSegments("/w");
                var to = context.Request.Path + context.Request.QueryString;
                context.Response.Redirect(wallet ? Urls.WalletSignIn(to) : context.RedirectUri);
                return Task.CompletedTask;
            };
        });
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddSingleton<UnknownAddresses>();
        services.AddScoped<SignInDesk>();
        services.AddSingleton<DevMailbox>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(options => options.FallbackPolicy = null);
        services.AddSingleton<IAuthorizationPolicyProvider, PermitPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermitHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StrangersSeeNothing>();
    }
}
