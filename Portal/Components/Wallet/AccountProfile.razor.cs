using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Routes;

namespace Portal.Components.Wallet;

public sealed partial class AccountProfile
{
    private AccountPage? shown;
    private bool signedIn;

    [Parameter]
    public string Handle { get; set; } = string.Empty;

    [Inject]
    public required WalletService Wallet { get; init; }

    private string Here => Urls.WalletAccount(Handle);

    protected override Task OnInitializedAsync() =>
        Show(async actor =>
        {
            signedIn = actor.Kind == ActorKind.User;
            shown = await Wallet.Account(actor, Handle, Http.RequestAborted);
        });

    private Task Follow() =>
        ActThenGo(Urls.WalletChat(Handle), actor => Wallet.Follow(actor, Handle, FollowSource.AccountPage, Http.RequestAborted));

    private Task Unfollow() => ActThenGo(Here, actor => Wallet.Unfollow(actor, Handle, Http.RequestAborted));

    private Task ToggleMute() =>
        ActThenGo(
            Here,
            actor =>
                shown?.Card.IsMuted == true
                    ? Wallet.Unmute(actor, Handle, Http.RequestAborted)
                    : Wallet.Mute(actor, Handle, Http.RequestAborted)
        );
}
