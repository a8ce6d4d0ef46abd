using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Identity;

/// <summary>How one signs in, and where one is signed in.</summary>
public sealed partial class SecurityPage
{
    private Me? me;
    private MyFactors? mine;
    private IReadOnlyList<MyPasskey> passkeys = [];
    private IReadOnlyList<MySession> sessions = [];
    private MyPasskey? removing;
    private string? renaming;
    private string name = string.Empty;
    private bool turningOff;
    private bool asking;

    /// <summary>What has just happened: <c>password</c>, <c>passkey</c>.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    [Inject]
    public required CredentialService Credentials { get; init; }

    [Inject]
    public required SessionService Sessions { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string? Told =>
        Said switch
        {
            "password" => IdentityTexts.PasswordChangedHere,
            "passkey" => IdentityTexts.PasskeyMade,
            _ => null,
        };

    private string App =>
        mine?.AuthenticatorSinceUtc is { } since
            ? Fmt.Text(IdentityTexts.AppOn, Fmt.Date(DateOnly.FromDateTime(Zone.LocalOf(since))), Fmt.Count(mine.RecoveryCodesLeft))
        : mine?.IsRequired == true && mine.Passkeys == 0 ? IdentityTexts.AppOffNeeded
        : IdentityTexts.AppOff;

    protected override Task OnInitializedAsync() => Read();

    private Task Read() =>
        Load(async actor =>
        {
            me = await People.Me(actor, Gone);
            mine = await Seconds.Mine(actor, Gone);
            passkeys = await Credentials.Passkeys(actor, Gone);
            sessions = await Sessions.Mine(actor, Gone);
        });

    private Task TurnOff() => ActAndRead(actor => Seconds.TurnOff(actor, Gone));

    private Task Remove()
    {
        var id = removing?.Id ?? string.Empty;
        return ActAndRead(actor => Credentials.RemovePasskey(actor, id, Gone));
    }

    private Task Rename()
    {
        var id = renaming ?? string.Empty;
        renaming = null;
        return ActAndRead(actor => Credentials.RenamePasskey(actor, id, name, Gone));
    }

    private Task End(long id) => ActAndRead(actor => Sessions.End(actor, id, Gone));

    private async Task ActAndRead(Func<Actor, Task> act)
    {
        if (await Act(act))
        {
            await Read();
        }
    }

    private static string NameOf(MyPasskey passkey) =>
        passkey.Name is "" or DeviceRules.Unknown ? IdentityTexts.UnknownDevice : passkey.Name;

    private string Facts(MyPasskey passkey) =>
        Fmt.Text(
            passkey.IsSynced ? IdentityTexts.PasskeySynced : IdentityTexts.PasskeyOnDevice,
            Fmt.Date(DateOnly.FromDateTime(Zone.LocalOf(passkey.MadeUtc)))
        );
}
