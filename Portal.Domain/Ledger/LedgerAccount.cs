namespace Portal.Domain.Ledger;

/// <summary>A ledger account as stored: one per code and currency, made when first used.</summary>
internal sealed class LedgerAccount
{
    private LedgerAccount() { }

    public long Id { get; private set; }
    public string Code { get; private set; } = string.Empty;
    public LedgerKind Kind { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }
}
