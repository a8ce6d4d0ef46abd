using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>The first rows of a file as they stand, how a mapping reads them, and what it makes of the whole of it.</summary>
public sealed partial class MappingPreview
{
    private sealed record ReadRow(int Line, string Kind, DateTime AtUtc, string Reference, long Minor, long? FeeMinor);

    [Parameter, EditorRequired]
    public required BillPreview Preview { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private IEnumerable<ReadRow> Rows =>
        Preview
            .Rows.Select(row => new ReadRow(
                row.Line,
                row.IsRefund ? PaymentsTexts.Movement_Refund : PaymentsTexts.Movement_Payment,
                row.OccurredUtc,
                row.TransactionId,
                row.IsRefund ? -row.RefundMinor : row.GrossMinor,
                row.FeeMinor
            ))
            .Concat(
                Preview.Movements.Select(row => new ReadRow(
                    row.Line,
                    PayLabels.Movement(row.Kind),
                    row.OccurredUtc,
                    row.MovementId,
                    row.AmountMinor,
                    null
                ))
            )
            .OrderBy(row => row.Line);

    private string Sum(long minor) => Fmt.Money(new Money(minor, Currency.Of(Preview.Currency)));
}
