using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.People;

/// <summary>Asks for an address and roles, and sends the invitation.</summary>
public sealed partial class InviteCard
{
    private readonly HashSet<RoleKey> chosen = [];
    private string email = string.Empty;
    private string culture = CultureInfo.CurrentUICulture.Name;

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RoleName> Roles { get; set; }

    /// <summary>Called with the address an invitation went to.</summary>
    [Parameter]
    public EventCallback<string> Sent { get; set; }

    [Inject]
    public required InvitationService Invitations { get; init; }

    private async Task Send()
    {
        var to = email.Trim();
        if (await Act(me => Invitations.Invite(me, Merchant, new InviteForm(to, [.. chosen], culture), Gone)))
        {
            await Sent.InvokeAsync(to);
        }
    }
}
