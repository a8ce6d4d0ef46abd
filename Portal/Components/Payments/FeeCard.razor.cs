using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;

namespace Portal.Components.Payments;

/// <summary>The steps from the amount to the fee, with the version of the rule that decided it.</summary>
public sealed partial class FeeCard
{
    [Parameter, EditorRequired]
    public required PaymentView View { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Asks for the fee to be worked out again.</summary>
    [Parameter]
    public EventCallback OnWhy { get; set; }
}
