namespace Portal.Domain.Settlement;

public sealed record VatRateRow(
    string Number,
    DateOnly FromDay,
    DateOnly? ToDay,
    long PartsPerMillion,
    VatRateInForce InForce,
    string MadeBy,
    string AgreedBy,
    string? ApprovalNumber
)
{
    /// <summary>The rate a site starts with holds from before everything.</summary>
    public bool IsFirst => FromDay == VatMapping.FirstDay;
}
