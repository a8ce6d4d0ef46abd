using System.Security.Claims;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Wallet;

/// <summary>The phone's width around every follower's page; above it, in demo mode only, the way to the other people.</summary>
public sealed partial class WalletLayout
{
    private string? email;

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected override void OnInitialized() => email = Http.User.FindFirstValue(ClaimTypes.Email);
}
