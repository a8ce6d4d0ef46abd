namespace Portal.Domain.Banking;

/// <summary>One side of a payment: who, at which bank, under which number.</summary>
internal sealed record BankParty(string Name, string BankCode, string Number);

internal sealed record CreditTransfer(string EndToEndId, long AmountMinor, BankParty Payee, string Purpose);

/// <summary>What a bank file says, whatever its format: one model, several writers.</summary>
internal sealed record CreditTransfers(
    string MessageId,
    DateTime CreatedUtc,
    string BatchNumber,
    DateOnly ExecutionDay,
    BankParty Debtor,
    Kernel.Currency Currency,
    IReadOnlyList<CreditTransfer> Items
)
{
    public long TotalMinor => Items.Sum(item => item.AmountMinor);
}
