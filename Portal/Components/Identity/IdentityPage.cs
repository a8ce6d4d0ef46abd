using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>What the pages of signing in share: plain posts without a circuit, and the one catch of a refusal.</summary>
public abstract class IdentityPage : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SignInLimits Limits { get; init; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    protected Refusal? Problem { get; private set; }

    protected Actor Actor => ActorOf.Request(Http);

    protected CancellationToken Gone => Http.RequestAborted;

    protected static string Culture => CultureInfo.CurrentUICulture.Name;

    /// <summary>The refusal's sentence when it belongs to this field.</summary>
    protected string? ProblemOf(string field) => RefusalText.At(Problem, field);

    /// <summary>The refusal when it belongs to no field.</summary>
    protected Refusal? ProblemOfAll => Problem is { Field: null } ? Problem : null;

    /// <summary>Runs the post; true when it went through and the caller may send the reader on.</summary>
    protected async Task<bool> Act(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Refusal refusal)
        {
            Problem = refusal;
            Limited.Mark(Http, refusal);
            return false;
        }
    }

    /// <summary>As the other, for what asks for a fresh confirmation: leads there, and back to this page.</summary>
    /// <param name="back">Where to come back to with what was typed; null for the page as it is. Never carries a secret.</param>
    protected async Task<bool> ActOrConfirm(Func<Task> act, string? back = null)
    {
        var done = await Act(act);
        if (Problem?.Code == IdentityRefusals.ConfirmFirst)
        {
            Navigation.NavigateTo(Urls.ConfirmTo("/" + Navigation.ToBaseRelativePath(back ?? Navigation.Uri)));
        }

        return done;
    }

    /// <summary>As the other, for a post that makes the site write a mail.</summary>
    protected Task<bool> ActByMail(Func<Task> act) =>
        Act(async () =>
        {
            Limits.SpendMail(Actor.From, await Numbers.Read(SignInCounts.Of, Gone));
            await act();
        });

    protected static string Typed(string? value, string field) =>
        string.IsNullOrEmpty(value) ? throw new Refusal(KernelRefusals.Required).On(field) : value;
}
