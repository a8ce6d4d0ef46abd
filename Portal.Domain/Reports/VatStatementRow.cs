using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>A statement with the VAT inside its fees.</summary>
public sealed record VatStatementRow(
    string Number,
    string Merchant,
    string MerchantName,
    DateOnly PeriodTo,
    Money Gross,
    Money Net,
    Money Tax
)
{
    /// <summary>Its own month was declared before it came: it counts for this one.</summary>
    public bool IsLate { get; init; }
}
