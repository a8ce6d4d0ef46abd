namespace Portal.Domain.Payments;

/// <summary>What a place of a bill's file says: a payment or refund, a movement of the account, or both.</summary>
internal readonly record struct BillItem(BillRow? Row, MovementRow? Movement);
