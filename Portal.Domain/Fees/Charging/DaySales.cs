namespace Portal.Domain.Fees;

/// <summary>A merchant's sales of one business day in one bill, for the month's volume.</summary>
internal readonly record struct DaySales(long MerchantId, DateOnly Day, string Currency, long GrossMinor);
