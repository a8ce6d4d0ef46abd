using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Wallet;

/// <summary>A follower's page: plain HTML from the server, forms that post, no circuit and no script.</summary>
public abstract class WalletPage : PortalPage
{
    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required NavigationManager Nav { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Loads, and answers with the status that fits when nothing comes.</summary>
    protected async Task Show(Func<Actor, Task> load)
    {
        await Load(load);
        if (LoadRefusal is { IsNotFound: true })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (LoadFault is not null)
        {
            Http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    protected override void OnRefused(Refusal refusal) => Limited.Mark(Http, refusal);

    /// <summary>Acts and goes on to a page, so that Reload does not act twice.</summary>
    protected async Task ActThenGo(string to, Func<Actor, Task> act)
    {
        if (await Act(act))
        {
            Nav.NavigateTo(to);
        }
    }

    /// <summary>A day as people say it: today, yesterday, or its date.</summary>
    protected string Day(DateOnly day) =>
        day == Zone.Today(Clock) ? WalletTexts.Today
        : day == Zone.Today(Clock).AddDays(-1) ? WalletTexts.Yesterday
        : Fmt.Date(day);

    /// <summary>An address of our own wallet that was handed round a sign-in; anything else becomes the chats.</summary>
    protected static string Local(string? to) =>
        LocalUrl.OrNull(to) is { } path && path.StartsWith("/w", StringComparison.Ordinal) && (path.Length == 2 || path[2] is '/' or '?')
            ? path
            : Urls.WalletChats;
}
