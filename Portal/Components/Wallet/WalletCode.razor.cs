using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Messaging;
using Portal.Hosting;

namespace Portal.Components.Wallet;

public sealed partial class WalletCode
{
    [SupplyParameterFromForm(FormName = "code")]
    public string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "t")]
    public string? Ticket { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [Inject]
    public required WalletSignInService SignIn { get; init; }

    [Inject]
    public required SignInLimits Limits { get; init; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    [Inject]
    public required UserManager<PortalUser> Users { get; init; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    private Task Use() =>
        ActThenGo(
            Local(To),
            async actor =>
            {
                Limits.Try(actor.From, await Numbers.Read(SignInCounts.Of, Http.RequestAborted));
                var id = await SignIn.UseCode(actor, Ticket ?? string.Empty, Code ?? string.Empty, Http.RequestAborted);
                Limits.Right(actor.From);
                var user = await Users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
                await Cookies.Admit(user!, SignInWay.MailedCode, remember: true, Http.RequestAborted);
            }
        );
}
