namespace Portal.Domain.Settlement;

/// <summary>A statement that would be made.</summary>
public sealed record DryStatement(
    long MerchantId,
    string Number,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    string Currency,
    long OpeningMinor,
    long LinesMinor,
    long PayoutMinor,
    long ClosingMinor,
    PayoutOutcome Outcome,
    DateOnly DueDay
);

/// <summary>What a closing would make; the first statements by name, all of them in the sums.</summary>
public sealed class DryRun(DateOnly through)
{
    internal const int MerchantsAtOnce = 100;
    public const int ShownMax = 200;

    private readonly List<DryStatement> _shown = [];

    public DateOnly Through => through;
    public int Statements { get; private set; }
    public int Payouts { get; private set; }

    /// <summary>Of statements in yuan.</summary>
    public long NetMinor { get; private set; }
    public long PayoutMinor { get; private set; }
    public IReadOnlyList<DryStatement> Shown => _shown;

    internal void Add(IEnumerable<Statement> made)
    {
        foreach (var row in made)
        {
            Statements++;
            Payouts += row.PayoutMinor > 0 ? 1 : 0;
            NetMinor += row.Currency == "CNY" ? row.LinesMinor : 0;
            PayoutMinor += row.Currency == "CNY" ? row.PayoutMinor : 0;
            if (_shown.Count < ShownMax)
            {
                _shown.Add(Shape(row));
            }
        }
    }

    private static DryStatement Shape(Statement row) =>
        new(
            row.MerchantId,
            row.Number,
            row.PeriodFrom,
            row.PeriodTo,
            row.Currency,
            row.OpeningMinor,
            row.LinesMinor,
            row.PayoutMinor,
            row.ClosingMinor,
            row.Outcome,
            row.DueDay
        );
}
