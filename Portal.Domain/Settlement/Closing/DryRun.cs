namespace Portal.Domain.Settlement;

/// <summary>A merchant that could not be settled, and why.</summary>
public sealed record DryFailure(long MerchantId, string Merchant, string Name, FailureCause Cause, string Detail);

/// <summary>What a closing would make; the first statements by name, all of them in the sums.</summary>
public sealed class DryRun(DateOnly through)
{
    internal const int MerchantsAtOnce = 100;
    public const int ShownMax = 200;

    private readonly List<DryStatement> _shown = [];
    private readonly List<DryFailure> _failed = [];

    public DateOnly Through => through;
    public int Statements { get; private set; }
    public int Payouts { get; private set; }

    /// <summary>Of statements in yuan.</summary>
    public long NetMinor { get; private set; }
    public long PayoutMinor { get; private set; }
    public IReadOnlyList<DryStatement> Shown => _shown;

    /// <summary>How many merchants the closing would fail for, and the first of them.</summary>
    public int Failures { get; private set; }
    public IReadOnlyList<DryFailure> Failed => _failed;

    internal void Fail(long merchantId, Exception fault)
    {
        Failures++;
        if (_failed.Count < ShownMax)
        {
            _failed.Add(
                new DryFailure(merchantId, string.Empty, string.Empty, SettlementFailure.CauseOf(fault), SettlementFailure.DetailOf(fault))
            );
        }
    }

    internal void Name(IReadOnlyDictionary<long, (string Slug, string Name)> merchants)
    {
        for (var at = 0; at < _failed.Count; at++)
        {
            var (slug, name) = merchants.GetValueOrDefault(_failed[at].MerchantId);
            _failed[at] = _failed[at] with { Merchant = slug ?? string.Empty, Name = name ?? string.Empty };
        }
    }

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
