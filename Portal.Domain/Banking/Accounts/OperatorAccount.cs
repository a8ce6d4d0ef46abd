using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>One of our own accounts at a bank: payouts leave from it, its statements are imported.</summary>
internal sealed class OperatorAccount : IVersioned
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
        var check = new FormCheck();
        var name = check.Of(() => NameOf(form));
        var holder = check.Of(() => Text.Required(form.Holder, nameof(form.Holder), BankAccount.HolderMax));
        var bank = check.Of(() => BankOf(form));
        var number = check.Of(() => NumberOf(form));
        var currency = check.Of(() => CurrencyOf(form));
        check.Of(() => form.PaymentMaxMinor > 0 ? form : throw new Refusal(BankingRefusals.LimitShape).On(nameof(form.PaymentMaxMinor)));
        check.Demand();
        return new OperatorAccount
        {
            Name = name,
            Holder = holder,
            BankCode = bank,
            Number = number,
            Currency = currency,
            PaymentMaxMinor = form.PaymentMaxMinor,
            AddedUtc = nowUtc,
        };
    }

    private static string NameOf(OperatorAccountForm form)
    {
        var name = Text.Required(form.Name, nameof(form.Name), NameMax).ToLowerInvariant();
        var shaped = name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
        return shaped ? name : throw new Refusal(BankingRefusals.NameShape).On(nameof(form.Name));
    }

    private static string CurrencyOf(OperatorAccountForm form) =>
        Kernel.Currency.TryOf(form.Currency ?? string.Empty, out var currency)
            ? currency.Code
            : throw new Refusal(KernelRefusals.CurrencyUnknown, form.Currency ?? string.Empty).On(nameof(form.Currency));

    /// <summary>The number as a statement names it, whatever blanks and hyphens either is written with.</summary>
    internal bool IsAt(string number) => Number == IbanRules.Folded(number);

    /// <summary>An IBAN, or the digits of an account at a Chinese bank.</summary>
    private static string NumberOf(OperatorAccountForm form)
    {
        var typed = IbanRules.Folded(form.Number);
        if (!IbanRules.Looks(typed))
        {
            return BankAccountRules.Digits(form.Number, nameof(form.Number));
        }

        if (typed.Length is < IbanRules.LengthMin or > IbanRules.LengthMax)
        {
            throw new Refusal(SettlementRefusals.IbanShape, IbanRules.LengthMin, IbanRules.LengthMax).On(nameof(form.Number));
        }

        return IbanRules.Holds(typed) ? typed : throw new Refusal(SettlementRefusals.IbanDigits).On(nameof(form.Number));
    }

    /// <summary>The BIC of the bank that keeps an IBAN, or the code of a Chinese bank.</summary>
    private static string BankOf(OperatorAccountForm form)
    {
        if (!IbanRules.Looks(IbanRules.Folded(form.Number)))
        {
            return Banks.CodeOf(form.BankCode, nameof(form.BankCode));
        }

        var bic = IbanRules.Folded(form.BankCode);
        return IbanRules.IsBic(bic) ? bic : throw new Refusal(SettlementRefusals.BicShape).On(nameof(form.BankCode));
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
