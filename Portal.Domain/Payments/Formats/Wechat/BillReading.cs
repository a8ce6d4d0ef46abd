namespace Portal.Domain.Payments;

/// <summary>What a whole file turned out to be. It may be posted only when there is no problem; a difference holds it for a person.</summary>
internal sealed record BillReading(
    BillKind Kind,
    bool Legacy,
    BillTotals Totals,
    IReadOnlyList<BillDifference> Differences,
    BillProblems Problems,
    string? MerchantNo,
    DateOnly? FirstDay,
    DateOnly? LastDay
)
{
    public string Currency { get; init; } = Kernel.Currency.Cny.Code;

    /// <summary>Movements of the account, and its balances where the bill has them.</summary>
    public int Movements { get; init; }
    public long? OpeningMinor { get; init; }
    public long? ClosingMinor { get; init; }

    internal static BillReading Nothing(BillProblems problems) => new(BillKind.All, false, BillTotals.None, [], problems, null, null, null);
}
