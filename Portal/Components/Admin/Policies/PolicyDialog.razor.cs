using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>Asks for the new value of one policy, from when, and why. What is wrong stands beside its field, and nothing typed is lost.</summary>
public sealed partial class PolicyDialog
{
    internal static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
    };

    private string value = string.Empty;
    private string from = string.Empty;
    private string reason = string.Empty;
    private bool shown;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public required PolicyLine Line { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<PolicyForm> OnSave { get; set; }

    private string Hint =>
        Fmt.Text(
            PoliciesTexts.NewValueHint,
            Fmt.Count(Line.Policy.Facts.Min),
            Fmt.Count(Line.Policy.Facts.Max),
            PolicyLabels.Value(Line.Policy, Line.Number),
            PolicyLabels.Value(Line.Policy, Line.Policy.Facts.Standard)
        );

    protected override void OnParametersSet()
    {
        if (Open && !shown)
        {
            (value, from, reason) = (Policy.Text(Line.Number), string.Empty, string.Empty);
        }

        shown = Open;
    }

    private string? Wrong(string field) => RefusalText.At(Problem, field);

    private Task Close() => OpenChanged.InvokeAsync(false);

    private Task Save() => OnSave.InvokeAsync(new PolicyForm(Line.Policy.Key, value, PolicyWhen.Read(from), reason));
}
