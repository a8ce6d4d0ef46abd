using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Identity;

/// <summary>Where one is signed in; what one does not know is ended here.</summary>
public sealed partial class SessionList
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<MySession> Sessions { get; set; }

    [Parameter]
    public EventCallback<long> OnEnd { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static string NameOf(MySession session) => session.Device == DeviceRules.Unknown ? IdentityTexts.UnknownDevice : session.Device;

    private string Facts(MySession session) =>
        Fmt.Text(IdentityTexts.SessionFacts, Way(session.Way), session.Address, Fmt.Instant(session.LastSeenUtc, Zone.Zone));

    private static string Way(SignInWay way) =>
        way switch
        {
            SignInWay.Password => IdentityTexts.WayPassword,
            SignInWay.PasswordAndCode => IdentityTexts.WayPasswordAndCode,
            SignInWay.PasswordAndRecoveryCode => IdentityTexts.WayPasswordAndRecovery,
            SignInWay.Passkey => IdentityTexts.WayPasskey,
            SignInWay.MailedCode => IdentityTexts.WayMailedCode,
            SignInWay.DemoButton => IdentityTexts.WayDemo,
        };
}
