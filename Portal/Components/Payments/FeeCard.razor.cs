using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Components.Payments;

/// <summary>The steps from the amount to the fee, with the version of the rule that decided it.</summary>
public sealed partial class FeeCard
{
    [Parameter, EditorRequired]
    public required PaymentStory Story { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private Money In(long minor) => new(minor, Story.Gross.Currency);
}
