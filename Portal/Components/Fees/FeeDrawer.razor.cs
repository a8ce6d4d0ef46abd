using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Components.Fees;

/// <summary>Why a fee is what it is: its inputs, the rule, the steps, and whether working it out again gives the same.</summary>
public sealed partial class FeeDrawer
{
    private static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
    };

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter]
    public FeeView? View { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private Task Close() => OpenChanged.InvokeAsync(false);

    private string In(long minor) => Fmt.Money(new Money(minor, View!.Stored.Currency));
}
