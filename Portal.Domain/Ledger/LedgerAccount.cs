namespace Portal.Domain.Ledger;

/// <summary>A ledger account as stored: one per code and currency, made when first used.</summary>
internal sealed class LedgerAccount
{
    private LedgerAccount() { }

    public long Id { get; private set; }
    public string Code { get; private set; } = string.Empty;
    public LedgerKind Kind { get; private set; }

    /// <summary>
    /// What it is for, as its code says (I-70): who wants all accounts of one role asks for it, and not for a pattern of codes. Null only until
    /// <see cref="LedgerAccountRoles.Fill"/> meets an account that a server of the release before has made.
    /// </summary>
    public LedgerRole? Role { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }

    public static LedgerAccount Of(LedgerCode code, string currency) =>
        new()
        {
            Code = code.Value,
            Kind = code.Kind,
            Role = code.Role,
            Currency = currency,
            MerchantId = code.MerchantId,
        };

    public void TakeRole() => Role = new LedgerCode(Code).Role;
}
