using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>
/// Asks before something that matters: says what will happen, both buttons are verbs, and only for what cannot be undone the name of the
/// object is typed.
/// </summary>
public sealed partial class ConfirmDialog
{
    private static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        MaxWidth = MaxWidth.ExtraSmall,
        FullWidth = true,
    };

    private string typed = string.Empty;
    private bool sent;
    private MudDialog? dialog;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What follows from it, with counts.</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The verb: "Suspend account".</summary>
    [Parameter, EditorRequired]
    public required string ConfirmText { get; set; }

    /// <summary>The other verb: "Keep account".</summary>
    [Parameter]
    public string KeepText { get; set; } = SharedTexts.Cancel;

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>The focus is on the button that confirms: for what has a way back, so that Enter goes on.</summary>
    [Parameter]
    public bool ConfirmFirst { get; set; }

    /// <summary>What must be typed before the button works.</summary>
    [Parameter]
    public string? TypeToConfirm { get; set; }

    [Parameter]
    public EventCallback OnConfirm { get; set; }

    private string TypeLabel => Fmt.Text(SharedTexts.TypeToConfirm, TypeToConfirm);

    private bool Ready => !sent && (TypeToConfirm is null || string.Equals(typed.Trim(), TypeToConfirm, StringComparison.Ordinal));

    protected override void OnParametersSet()
    {
        if (!Open)
        {
            typed = string.Empty;
            sent = false;
        }
    }

    private Task Keep() => OpenChanged.InvokeAsync(false);

    private async Task Confirm()
    {
        if (!Ready)
        {
            return;
        }

        // A second click on the way is not a second order.
        sent = true;
        await OpenChanged.InvokeAsync(false);
        var confirmed = OnConfirm.InvokeAsync();
        if (dialog is not null)
        {
            // What is confirmed may take this question's page away before it is drawn closed; MudBlazor would leave it standing then.
            await dialog.CloseAsync();
        }

        await confirmed;
    }
}
