using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Where a merchant is paid. Never edited once in force: a change is a new row that takes the old one's place.</summary>
internal sealed class BankAccount : IOfMerchant, IVersioned
{
    public const int HolderMax = 100;
    private const int ShownDigits = 4;

    private BankAccount() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Holder { get; private set; } = string.Empty;

    /// <summary>The holder is not the legal name: whoever decides is told so.</summary>
    public bool HolderDiffers { get; private set; }
    public string BankCode { get; private set; } = string.Empty;

    /// <summary>Sealed; never in a log, a list, a mail or the audit trail.</summary>
    public string NumberSealed { get; private set; } = string.Empty;
    public string Last4 { get; private set; } = string.Empty;
    public BankAccountState State { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public DateTime? InForceUtc { get; private set; }
    public DateTime? EndedUtc { get; private set; }

    /// <summary>Payouts of the merchant wait until then, because this account took another's place.</summary>
    public DateTime? HoldUntilUtc { get; private set; }
    public int Version { get; private set; }

    internal static string Purpose(long merchantId) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"bank-account:{merchantId}");

    internal static BankAccount Write(Merchant merchant, BankAccountForm form, ISealText vault, Actor by, DateTime nowUtc)
    {
        var account = new BankAccount
        {
            MerchantId = merchant.Id,
            MadeBy = by.Name,
            MadeUtc = nowUtc,
        };
        account.Fill(merchant, form, vault);
        return account;
    }

    internal void Edit(Merchant merchant, BankAccountForm form, ISealText vault)
    {
        Refusal.Unless(State == BankAccountState.Waiting, KernelRefusals.Conflict);
        Fill(merchant, form, vault);
    }

    /// <summary>From now on payouts go here. <paramref name="holdUntilUtc"/> is set when it takes another's place.</summary>
    internal void PutInForce(DateTime nowUtc, DateTime? holdUntilUtc)
    {
        Refusal.Unless(State == BankAccountState.Waiting, KernelRefusals.Conflict);
        (State, InForceUtc, HoldUntilUtc) = (BankAccountState.InForce, nowUtc, holdUntilUtc);
    }

    internal void End(DateTime nowUtc)
    {
        Refusal.Unless(State == BankAccountState.InForce, KernelRefusals.Conflict);
        (State, EndedUtc) = (BankAccountState.Former, nowUtc);
    }

    internal void Drop(DateTime nowUtc)
    {
        Refusal.Unless(State == BankAccountState.Waiting, KernelRefusals.Conflict);
        (State, EndedUtc) = (BankAccountState.Dropped, nowUtc);
    }

    /// <summary>What a checker agrees to. The whole number is bound by the hash of its sealed form, which says nothing about it.</summary>
    internal Dictionary<string, string?> Content() =>
        new()
        {
            ["holder"] = Holder,
            ["holderDiffers"] = HolderDiffers ? "yes" : "no",
            ["bank"] = BankCode,
            ["number"] = Last4,
            [SealField] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(NumberSealed))),
        };

    internal const string SealField = "seal";

    private void Fill(Merchant merchant, BankAccountForm form, ISealText vault)
    {
        var check = new FormCheck();
        var holder = check.Of(() => Text.Required(form.Holder, nameof(BankAccountForm.Holder), HolderMax));
        var bank = check.Of(() => Banks.CodeOf(form.BankCode, nameof(BankAccountForm.BankCode)));
        var digits = check.Of(() => BankAccountRules.Digits(form.Number, nameof(BankAccountForm.Number)));
        check.Demand();
        (Holder, BankCode) = (holder, bank);
        HolderDiffers = !BankAccountRules.SameName(Holder, merchant.LegalName);
        NumberSealed = vault.SealText(digits, Purpose(merchant.Id));
        Last4 = digits[^ShownDigits..];
    }
}

/// <summary>What a merchant types.</summary>
public sealed record BankAccountForm(string? Holder, string? BankCode, string? Number, string? Reason);
