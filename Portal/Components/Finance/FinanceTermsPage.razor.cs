using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>One organisation's terms: what holds, what was, what is proposed; whether payouts go out; what is held back.</summary>
public sealed partial class FinanceTermsPage
{
    private TermsPage? page;
    private TermsFormView form = new(DateOnly.MinValue, CycleTerms.Default);
    private string? done;
    private bool mayManage;
    private bool mayHold;
    private bool proposing;

    [Parameter]
    public required string Slug { get; set; }

    [Inject]
    public required SettlementTermsService Terms { get; init; }

    [Inject]
    public required PayoutHoldService Payouts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private static Crumb[] Above => [new(TermsTexts.TermsTitle, Urls.FinanceTerms)];

    private Refusal? HoldProblem => proposing ? null : Problem;

    protected override async Task OnParametersSetAsync()
    {
        done = null;
        await Read();
        Fresh();
    }

    private void Fresh() => form = new TermsFormView(Zone.Today(Clock).AddDays(1), page?.Now.Terms ?? CycleTerms.Default);

    private Task Read() =>
        Load(async me =>
        {
            page = await Terms.Page(me, Slug, Gone);
            var person = await People.Me(me, Gone);
            (mayManage, mayHold) = (person.May(Permit.ManageSettlementTerms), person.May(Permit.HoldPayouts));
        });

    private async Task Propose()
    {
        (proposing, done) = (true, null);
        var number = string.Empty;
        if (
            form.Terms() is { } terms
            && await Act(async me => number = await Terms.Propose(me, Slug, form.From!.Value, terms, form.Reason, form.Key, Gone))
        )
        {
            await Read();
            Fresh();
            done = Fmt.Text(TermsTexts.Proposed, number);
        }
    }

    private async Task Hold((string Reason, DateOnly? Until) ask)
    {
        (proposing, done) = (false, null);
        if (await Act(me => Payouts.Hold(me, Slug, ask.Reason, ask.Until, Gone)))
        {
            await Read();
        }
    }

    private async Task Release((long Id, string Note) ask)
    {
        (proposing, done) = (false, null);
        if (await Act(me => Payouts.Release(me, ask.Id, ask.Note, Gone)))
        {
            await Read();
        }
    }
}
