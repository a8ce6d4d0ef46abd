using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Settlement;

/// <summary>The statement day by day; the foot ties to the lines.</summary>
public sealed partial class StatementDays
{
    [Parameter, EditorRequired]
    public required StatementSheet Sheet { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;

    private string Sum(Func<StatementDay, Money> column) =>
        Fmt.Money(Sheet.Days.Aggregate(Money.Zero(Sheet.Currency), (sum, day) => sum + column(day)));
}
