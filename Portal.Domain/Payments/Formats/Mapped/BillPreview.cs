namespace Portal.Domain.Payments;

/// <summary>How a file looks under a mapping: its columns, its first rows, and what would be read of them.</summary>
public sealed record BillPreview(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Cells,
    IReadOnlyList<BillRow> Rows,
    IReadOnlyList<BillProblem> Problems,
    int ProblemCount,
    BillTotals Totals,
    string Currency
)
{
    /// <summary>The first of what is neither payment nor refund, how many there are, and what else should be known.</summary>
    public IReadOnlyList<MovementRow> Movements { get; init; } = [];
    public int MovementCount { get; init; }
    public BillNotes Notes { get; init; } = BillNotes.None;
}
