using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

public sealed record LedgerAccountRow(
    long Id,
    string Code,
    LedgerKind Kind,
    string Currency,
    long BalanceMinor,
    long Postings,
    string? MerchantName
)
{
    /// <summary>All that was ever debited.</summary>
    public long DebitMinor { get; init; }

    /// <summary>Debit positive, as the books keep it.</summary>
    public Money Balance => new(BalanceMinor, Kernel.Currency.Of(Currency));
}
