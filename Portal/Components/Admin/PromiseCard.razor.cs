using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Admin;

/// <summary>Proves the books at a click and shows promise by promise what was found.</summary>
public sealed partial class PromiseCard
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ProofResult>? Results { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public EventCallback Prove { get; set; }

    private string Verdict =>
        Results is null ? AdminTexts.NotProven
        : Results.All(result => result.Ok) ? Fmt.Text(AdminTexts.AllHold, Fmt.Count(Results.Count))
        : Fmt.Text(AdminTexts.SomeFail, Fmt.Count(Results.Count(result => !result.Ok)), Fmt.Count(Results.Count));
}
