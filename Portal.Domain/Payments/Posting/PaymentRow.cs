using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public sealed record PaymentRow(
    long Id,
    string TransactionId,
    string OrderNo,
    Channel Channel,
    string Goods,
    DateTime PaidUtc,
    DateOnly BusinessDay,
    long GrossMinor,
    long RefundedMinor,
    string Currency,
    PaymentState State
);
