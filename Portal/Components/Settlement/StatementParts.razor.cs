using Microsoft.AspNetCore.Components;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>How the amount is made up, each kind of money a line that leads to its payments.</summary>
public sealed partial class StatementParts
{
    [Parameter, EditorRequired]
    public required StatementSheet Sheet { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;

    private string? Url(LineKind kind) =>
        kind switch
        {
            LineKind.Payment or LineKind.Fee => Urls.Payments(Sheet.Row.Merchant, Sheet.Row.PeriodFrom, Sheet.Row.PeriodTo),
            LineKind.Refund or LineKind.FeeReturn => Urls.Payments(Sheet.Row.Merchant) + "?state=PartlyRefunded",
            LineKind.FeeWaiver or LineKind.RefundFee or LineKind.PayoutFee or LineKind.MonthlyFee => Urls.MerchantFees(Sheet.Row.Merchant),
            LineKind.CertificationFee or LineKind.Adjustment or LineKind.ReserveHold or LineKind.ReserveRelease => null,
        };
}
