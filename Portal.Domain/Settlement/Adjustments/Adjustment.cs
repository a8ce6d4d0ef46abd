using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

public enum AdjustmentState
{
    Waiting,
    Posted,
    Dropped,
}

/// <summary>Why money is moved by hand.</summary>
public enum AdjustmentReason
{
    GatewayCorrection,
    Goodwill,
    FeeCorrection,
    Chargeback,
    Other,
}

/// <summary>The account on the other side.</summary>
public enum AdjustmentAccount
{
    Adjustments,
    CompensationFund,
    PaymentFees,
}

/// <summary>What a finance officer fills in. Positive is for the merchant.</summary>
public sealed record AdjustmentForm(
    string? Merchant,
    long AmountMinor,
    AdjustmentReason Reason,
    string? Note,
    AdjustmentAccount Account,
    string? PaymentNo,
    string? StatementNumber
);

/// <summary>An amount added to or taken from what a merchant is owed, by hand: one person proposes it, another agrees, one entry posts it.</summary>
internal sealed class Adjustment : IOfMerchant, IVersioned
{
    public const int NoteMax = 300;
    public const long AmountMax = 10_000_000_00;

    private Adjustment() { }

    public long Id { get; private set; }

    /// <summary>AJ-yyyy-nnnnnn.</summary>
    public string Number { get; private set; } = string.Empty;
    public long MerchantId { get; private set; }
    public string Currency { get; private set; } = "CNY";
    public long AmountMinor { get; private set; }
    public AdjustmentReason Reason { get; private set; }
    public string Note { get; private set; } = string.Empty;
    public AdjustmentAccount Account { get; private set; }
    public string? PaymentNo { get; private set; }
    public string? StatementNumber { get; private set; }
    public AdjustmentState State { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public string? ApprovalNumber { get; private set; }
    public long? EntryId { get; private set; }
    public int Version { get; private set; }

    internal static Adjustment Propose(string number, long merchantId, AdjustmentForm form, string by, DateTime nowUtc)
    {
        if (form.AmountMinor is 0 or < -AmountMax or > AmountMax)
        {
            throw new Refusal(TermsRefusals.AmountRange, Money.Cny(AmountMax)).On(nameof(AmountMinor));
        }

        return new()
        {
            Number = number,
            MerchantId = merchantId,
            AmountMinor = form.AmountMinor,
            Reason = form.Reason,
            Note = Text.Required(form.Note, nameof(Note), NoteMax),
            Account = form.Account,
            PaymentNo = Empty(form.PaymentNo),
            StatementNumber = Empty(form.StatementNumber),
            MadeBy = by,
            MadeUtc = nowUtc,
        };
    }

    internal LedgerCode Other =>
        Account switch
        {
            AdjustmentAccount.Adjustments => LedgerCode.Adjustments,
            AdjustmentAccount.CompensationFund => LedgerCode.CompensationFund,
            AdjustmentAccount.PaymentFees => LedgerCode.PaymentFeeRevenue,
        };

    /// <summary>The one entry: on the merchant's pending account, so that the next statement takes it up.</summary>
    internal JournalEntry Entry(DateOnly day) =>
        JournalEntry.Move(
            $"adjustment:{Number}",
            EntryKind.Adjustment,
            day,
            Other,
            LedgerCode.MerchantPending(MerchantId),
            new Money(AmountMinor, Kernel.Currency.Of(Currency))
        ) with
        {
            Memo = $"{Number} {Reason}",
        };

    internal void Posted(long entryId, Actor by, string? approval, DateTime nowUtc)
    {
        Refusal.Unless(State == AdjustmentState.Waiting, KernelRefusals.Conflict);
        (State, EntryId, DecidedBy, DecidedUtc, ApprovalNumber) = (AdjustmentState.Posted, entryId, by.Name, nowUtc, approval);
    }

    internal void Drop(DateTime nowUtc)
    {
        Refusal.Unless(State == AdjustmentState.Waiting, KernelRefusals.Conflict);
        (State, DecidedUtc) = (AdjustmentState.Dropped, nowUtc);
    }

    internal Dictionary<string, string?> Content(string merchant) =>
        new()
        {
            ["target"] = merchant,
            ["amount"] = AmountMinor.ToString(CultureInfo.InvariantCulture),
            ["adjustmentReason"] = Reason.ToString(),
            ["note"] = Note,
            ["account"] = Account.ToString(),
            ["payment"] = PaymentNo,
            ["statement"] = StatementNumber,
            ["currency"] = Currency,
        };

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
