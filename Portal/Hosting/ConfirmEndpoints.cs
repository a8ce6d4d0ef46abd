using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Routes;

namespace Portal.Hosting;

/// <summary>
/// Confirming oneself without leaving a page: portal-confirm.js sends the code or the password in a request of its own, so that neither ever
/// travels through the circuit, and the answer renews the cookie. Answers <c>{ }</c>, or <c>{ problem }</c> with 400 (429 when it means "later").
/// </summary>
internal static class ConfirmEndpoints
{
    public const string ByCode = "code";
    public const string ByPassword = "password";
    public const string ByDemo = "demo";

    public static void MapConfirmHere(this WebApplication app) =>
        app.MapPost(
            Urls.ConfirmHere,
            (CredentialService credentials, SignInCookies cookies, HttpContext http, IFormCollection form, CancellationToken ct) =>
                PasskeyEndpoints.Answer(
                    http,
                    async () =>
                    {
                        var actor = ActorOf.Request(http);
                        await cookies.Renew(actor, await Prove(credentials, actor, form["way"].ToString(), form["secret"].ToString(), ct));
                        return Results.Json(new { });
                    }
                )
        );

    private static Task<int> Prove(CredentialService credentials, Actor actor, string way, string secret, CancellationToken ct) =>
        way switch
        {
            ByDemo => credentials.ConfirmInDemo(actor, ct),
            _ when secret.Length == 0 => throw new Refusal(KernelRefusals.Required).On("Secret"),
            ByCode => credentials.ConfirmByCode(actor, secret, ct),
            ByPassword => credentials.ConfirmByPassword(actor, secret, ct),
            _ => throw Refusal.NotFound(),
        };
}
