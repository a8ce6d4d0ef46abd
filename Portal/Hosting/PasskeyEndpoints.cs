using Microsoft.AspNetCore.Identity;
using Portal.Components;
using Portal.Components.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Routes;

namespace Portal.Hosting;

/// <summary>
/// What passkeys.js asks: options for the browser's dialog, then what the authenticator answered. Each reads a form, and so checks its
/// antiforgery token; each answers <c>{ to }</c>, or <c>{ problem }</c> with 400 (429 when it means "later"), or <c>{ confirm }</c> with 409.
/// </summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost(
            Urls.PasskeySignInOptions,
            async (SignInManager<PortalUser> identity, IFormCollection _) =>
                Results.Text(await identity.MakePasskeyRequestOptionsAsync(null), "application/json")
        );
        app.MapPost(
            Urls.PasskeySignIn,
            (SignInService signIns, IFormCollection form, HttpContext http, CancellationToken ct) =>
                Say(
                    http,
                    async () =>
                    {
                        var me = await signIns.EnterByPasskey(form["credential"].ToString(), ActorOf.Request(http).From, ct);
                        return LocalUrl.Or(form["to"], Landing.Of(me));
                    }
                )
        );
        app.MapPost(Urls.PasskeyOptions, Options);
        app.MapPost(Urls.Passkeys, Register);
        app.MapPost(
            Urls.PasskeyConfirm,
            (SignInService signIns, IFormCollection form, HttpContext http, CancellationToken ct) =>
                Say(
                    http,
                    async () =>
                    {
                        await signIns.ConfirmByPasskey(ActorOf.Request(http), form["credential"].ToString(), ct);
                        return LocalUrl.Or(form["to"], Urls.Security);
                    }
                )
        );
    }

    private static Task<IResult> Options(
        SignInManager<PortalUser> identity,
        CredentialService credentials,
        SignInCookies cookies,
        HttpContext http,
        IFormCollection form,
        CancellationToken ct
    ) =>
        Answer(
            http,
            async () =>
            {
                var actor = await WhoAdds(cookies, http);
                await credentials.MayAddPasskey(actor, ct);
                var id = actor.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var user = await identity.UserManager.FindByIdAsync(id) ?? throw Refusal.NotFound();
                var entity = new PasskeyUserEntity
                {
                    Id = id,
                    Name = user.Email ?? id,
                    DisplayName = user.DisplayName,
                };
                return Results.Text(await identity.MakePasskeyCreationOptionsAsync(entity), "application/json");
            }
        );

    private static Task<IResult> Register(
        SignInManager<PortalUser> identity,
        CredentialService credentials,
        SignInCookies cookies,
        HttpContext http,
        IFormCollection form,
        CancellationToken ct
    ) =>
        Say(
            http,
            async () =>
            {
                var waiting = http.User.Identity?.IsAuthenticated == true ? null : await cookies.Waiting();
                var actor = await WhoAdds(cookies, http);
                var made = await Attest(identity, form["credential"].ToString());
                Refusal.Unless(
                    made.UserEntity!.Id == actor.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    IdentityRefusals.PasskeyRefused
                );
                var name = form["name"].ToString();
                await credentials.AddPasskey(
                    actor,
                    made.Passkey!,
                    name.Length > 0 ? name : DeviceRules.Name(http.Request.Headers.UserAgent),
                    ct
                );
                if (waiting is null)
                {
                    return Urls.Security + "?said=passkey";
                }

                // At the cookies the new passkey is the second factor that was owed.
                await cookies.Admit(waiting.User, SignInWay.Passkey, waiting.Remember, ct);
                return LocalUrl.Or(form["to"], Urls.Home);
            }
        );

    private static async Task<PasskeyAttestationResult> Attest(SignInManager<PortalUser> identity, string credential)
    {
        try
        {
            var made = await identity.PerformPasskeyAttestationAsync(credential);
            return made.Succeeded ? made : throw new Refusal(IdentityRefusals.PasskeyRefused);
        }
        catch (InvalidOperationException)
        {
            // No options were asked for in this browser, or too long ago.
            throw new Refusal(IdentityRefusals.PasskeyRefused);
        }
    }

    private static async Task<Actor> WhoAdds(SignInCookies cookies, HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true ? ActorOf.Request(http) : (await cookies.Waiting())?.Actor ?? ActorOf.Request(http);

    private static Task<IResult> Say(HttpContext http, Func<Task<string>> act) =>
        Answer(http, async () => Results.Json(new { to = await act() }));

    internal static async Task<IResult> Answer(HttpContext http, Func<Task<IResult>> act)
    {
        try
        {
            return await act();
        }
        catch (Refusal refusal) when (refusal.Code == IdentityRefusals.ConfirmFirst)
        {
            return Results.Json(new { confirm = Urls.ConfirmTo(Urls.Security) }, statusCode: StatusCodes.Status409Conflict);
        }
        catch (Refusal refusal)
        {
            Limited.Mark(http, refusal);
            var later = http.Response.StatusCode == StatusCodes.Status429TooManyRequests;
            return Results.Json(
                new { problem = Components.RefusalText.Refusal(refusal) },
                statusCode: later ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest
            );
        }
    }
}
