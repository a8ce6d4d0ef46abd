using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

public sealed record VatMonth(
    DateOnly Month,
    DateOnly? Newest,
    long? AccountId,
    IReadOnlyList<VatKindRow> Kinds,
    IReadOnlyList<VatTotal> Totals
)
{
    /// <summary>Who declared it, and when; null while it is open.</summary>
    public string? DeclaredBy { get; init; }
    public DateTime? DeclaredUtc { get; init; }

    /// <summary>Whether it is over, so that it can be declared.</summary>
    public bool IsOver { get; init; }

    /// <summary>Statements of declared months that came late and count here, and their tax in yuan.</summary>
    public int LateStatements { get; init; }
    public Money LateTax { get; init; } = Money.Cny(0);
}
