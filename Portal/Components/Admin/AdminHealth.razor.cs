using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;

namespace Portal.Components.Admin;

/// <summary>Whether the books hold and work gets done.</summary>
public sealed partial class AdminHealth
{
    private WorkList? work;
    private IReadOnlyList<ProofResult>? results;

    [Inject]
    public required JobsService Jobs { get; init; }

    [Inject]
    public required ProofService Proofs { get; init; }

    private string Verdict =>
        results is null ? AdminTexts.NotProven
        : results.All(result => result.Ok) ? Fmt.Text(AdminTexts.AllHold, Fmt.Count(results.Count))
        : Fmt.Text(AdminTexts.SomeFail, Fmt.Count(results.Count(result => !result.Ok)), Fmt.Count(results.Count));

    protected override Task OnInitializedAsync() => Read();

    private string Count(WorkState state) => Fmt.Count(work?.Counts.GetValueOrDefault(state) ?? 0);

    private Task Read() => Load(async me => work = await Jobs.List(me, WorkState.Failed, new PageAsk(1), Gone));

    private Task Prove() => Act(async me => results = await Proofs.Verify(me, Gone));
}
