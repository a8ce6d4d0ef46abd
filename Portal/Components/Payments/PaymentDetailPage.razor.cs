using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>One payment: what happened to it, and why its fee is what it is.</summary>
public sealed partial class PaymentDetailPage
{
    private PaymentView? view;
    private FeeView? feeView;
    private bool asking;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string TransactionId { get; set; }

    [Inject]
    public required PaymentTrailQueries Queries { get; init; }

    [Inject]
    public required FeeQueries Fees { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Crumb[] Above => [new(PaymentsTexts.Payments, Urls.Payments(Merchant))];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => view = await Queries.View(me, Merchant, TransactionId, Gone));

    private async Task Why() => asking = await Act(async me => feeView = await Fees.OfPayment(me, Merchant, TransactionId, Gone));

    private RenderFragment Statement(string? number) =>
        builder =>
        {
            if (number is null)
            {
                builder.AddContent(0, PaymentsTexts.NoStatementYet);
                return;
            }

            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", Urls.Statement(Merchant, number));
            builder.AddContent(3, number);
            builder.CloseElement();
        };
}
