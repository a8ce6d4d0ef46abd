namespace Portal.Domain.Settlement;

public sealed record StatementPage(
    StatementRow Statement,
    string LegalName,
    long OpeningMinor,
    long LinesMinor,
    long FeeReturnedMinor,
    DateTime ClosedUtc,
    string? PreviousNumber,
    string? NextNumber,
    string? PayoutNumber,
    DateTime? PayoutProposedUtc,
    IReadOnlyList<StatementLineRow> Lines,
    IReadOnlyList<StatementDayRow> Days,
    StatementProof Proof
)
{
    public long ReserveHeldMinor { get; init; }
    public long ReserveReleasedMinor { get; init; }
    public PayoutOutcome Outcome { get; init; }
    public string? HoldReason { get; init; }
    public long MinimumMinor { get; init; }

    /// <summary>The terms it was closed by.</summary>
    public CycleTerms Terms { get; init; } = CycleTerms.Default;
    public IReadOnlyList<StatementAdjustment> Adjustments { get; init; } = [];

    /// <summary>The VAT inside its fees; empty in the moment between the closing and the step that taxes it.</summary>
    public IReadOnlyList<StatementVat> Vat { get; init; } = [];

    /// <summary>Of the figures, lines and entries, stored at the closing.</summary>
    public string Checksum { get; init; } = string.Empty;
}
