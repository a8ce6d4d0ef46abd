using Microsoft.AspNetCore.Components;
using Portal.Domain.Payments;

namespace Portal.Components.Payments;

/// <summary>What a revision changes: counts, sums, and the first rows.</summary>
public sealed partial class BillChangesCard
{
    [Parameter, EditorRequired]
    public required BillChanges Changes { get; set; }

    [Parameter, EditorRequired]
    public required Func<long, string> Money { get; set; }
}
