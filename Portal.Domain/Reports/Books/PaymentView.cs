using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Reports;

public sealed record PaymentView(
    string TransactionId,
    string OrderNo,
    string Goods,
    string Bank,
    Channel Channel,
    DateTime PaidUtc,
    DateOnly BusinessDay,
    PaymentState State,
    Money Gross,
    Money Order,
    Money Refunded,
    Money? Fee,
    FeeReason? Reason,
    string? Statement,
    string? FeeStatement,
    IReadOnlyList<RefundView> Refunds
);
