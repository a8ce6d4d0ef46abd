using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>One of our own accounts at a bank: payouts leave from it, its statements are imported.</summary>
public sealed class OperatorAccount : IVersioned
{
    public const int NameMax = 20;

    private OperatorAccount() { }

    public long Id { get; private set; }

    /// <summary>Short, ours: <c>main</c>. The ledger account is named after it.</summary>
    public string Name { get; private set; } = string.Empty;
    public string Holder { get; private set; } = string.Empty;
    public string BankCode { get; private set; } = string.Empty;
    public string Number { get; private set; } = string.Empty;
    public string Currency { get; private set; } = string.Empty;

    /// <summary>The most the bank takes in one payment; what is larger leaves in parts.</summary>
    public long PaymentMaxMinor { get; private set; }

    /// <summary>What stood on it before its first imported statement; null until there is one.</summary>
    public long? OpeningMinor { get; private set; }
    public DateTime AddedUtc { get; private set; }
    public int Version { get; private set; }

    public LedgerCode Ledger => LedgerCode.BankAccount(Name);

    public string Last4 => Number[^4..];

    internal void Open(long openingMinor) => OpeningMinor = openingMinor;

    internal static OperatorAccount Of(OperatorAccountForm form, DateTime nowUtc)
    {
        var name = Text.Required(form.Name, nameof(form.Name), NameMax).ToLowerInvariant();
        Refusal.Unless(name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-'), BankingRefusals.NameShape);
        if (form.PaymentMaxMinor <= 0)
        {
            throw new Refusal(BankingRefusals.LimitShape).On(nameof(form.PaymentMaxMinor));
        }

        if (!Kernel.Currency.TryOf(form.Currency ?? string.Empty, out var currency))
        {
            throw new Refusal(KernelRefusals.CurrencyUnknown, form.Currency ?? string.Empty).On(nameof(form.Currency));
        }

        var (number, bank) = Address(form);
        return new OperatorAccount
        {
            Name = name,
            Holder = Text.Required(form.Holder, nameof(form.Holder), BankAccount.HolderMax),
            BankCode = bank,
            Number = number,
            Currency = currency.Code,
            PaymentMaxMinor = form.PaymentMaxMinor,
            AddedUtc = nowUtc,
        };
    }

    /// <summary>The number as a statement names it, whatever blanks and hyphens either is written with.</summary>
    internal bool IsAt(string number) => Number == IbanRules.Folded(number);

    /// <summary>An IBAN with the BIC of its bank, or the digits of an account at a Chinese bank.</summary>
    private static (string Number, string BankCode) Address(OperatorAccountForm form)
    {
        var typed = IbanRules.Folded(form.Number);
        if (!IbanRules.Looks(typed))
        {
            return (BankAccountRules.Digits(form.Number, nameof(form.Number)), Banks.CodeOf(form.BankCode, nameof(form.BankCode)));
        }

        if (typed.Length is < IbanRules.LengthMin or > IbanRules.LengthMax)
        {
            throw new Refusal(SettlementRefusals.IbanShape, IbanRules.LengthMin, IbanRules.LengthMax).On(nameof(form.Number));
        }

        if (!IbanRules.Holds(typed))
        {
            throw new Refusal(SettlementRefusals.IbanDigits).On(nameof(form.Number));
        }

        var bic = IbanRules.Folded(form.BankCode);
        return IbanRules.IsBic(bic) ? (typed, bic) : throw new Refusal(SettlementRefusals.BicShape).On(nameof(form.BankCode));
    }
}

public sealed record OperatorAccountForm(
    string? Name,
    string? Holder,
    string? BankCode,
    string? Number,
    string? Currency,
    long PaymentMaxMinor
);
