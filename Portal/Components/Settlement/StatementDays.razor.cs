using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>The statement day by day; the foot ties to the lines.</summary>
public sealed partial class StatementDays
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;

    private Money Total(Func<StatementDay, Money> column) =>
        View.Days.Aggregate(Money.Zero(View.Currency), (sum, day) => sum + column(day));

    private RenderFragment Sum(StatementColumn? column, Func<StatementDay, Money> amount) =>
        Figure(column, null, Fmt.Money(Total(amount)), Total(amount));

    /// <summary>A figure opens the rows it is the sum of; one that nothing stands behind, and any on paper, is only text.</summary>
    private RenderFragment Figure(StatementColumn? column, DateOnly? day, string text, Money amount) =>
        builder =>
        {
            var kinds = column is { } one ? LineKinds.Of(one) : [];
            if (!Links || amount.IsZero)
            {
                builder.AddContent(0, text);
                return;
            }

            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", Urls.StatementItems(View.Row.Merchant, View.Row.Number, kinds, day));
            builder.AddAttribute(3, "data-minor", amount.MinorUnits);
            builder.AddContent(4, text);
            builder.CloseElement();
        };
}
