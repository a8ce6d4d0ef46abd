using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;

namespace Portal.Components.Finance;

/// <summary>A month's VAT by kind of fee and rate, with the sums of each currency.</summary>
public sealed partial class VatKinds
{
    [Parameter, EditorRequired]
    public required VatMonth Month { get; set; }
}
