using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>Rows of bills that need a person, each with what to do about it.</summary>
public sealed partial class ExceptionGrid
{
    [Parameter, EditorRequired]
    public required Page<ExceptionRow>? Page { get; set; }

    /// <summary>Opens what can be done about a row; without it the rows are only shown.</summary>
    [Parameter]
    public EventCallback<ExceptionRow> OnAct { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Whose list it is decides what an empty one means.</summary>
    [Parameter]
    public ExceptionFilter Shown { get; set; }

    private Nothing Nothing => EmptyLabels.Exceptions(Shown);

    private string Age(ExceptionRow row) =>
        Fmt.Text(PaymentsTexts.Days, Fmt.Count((long)((row.ResolvedUtc ?? Clock.UtcNow()) - row.RaisedUtc).TotalDays));

    private static bool IsMachine(ExceptionRow row) => OwnWord.Read(row.ResolvedWhy) is not null;

    internal static string Why(ExceptionRow row) =>
        OwnWord.Read(row.ResolvedWhy) switch
        {
            "payment-arrived" => PaymentsTexts.Why_PaymentArrived,
            "payment-assigned" => PaymentsTexts.Why_PaymentAssigned,
            "gateway-account" => PaymentsTexts.Why_GatewayAccount,
            _ => row.ResolvedWhy ?? string.Empty,
        };
}
