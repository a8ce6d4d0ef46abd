using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>An invoice line of a statement: one kind of fee, or what is not collected of fees. The line is what VAT is worked out of.</summary>
public enum VatKind
{
    /// <summary>Fees on payments less what refunds gave back of them; below zero when more came back than was charged.</summary>
    PaymentFee,
    RefundFee,
    PayoutFee,
    MonthlyFee,
    CertificationFee,

    /// <summary>What was not collected of fees: a negative line of its own.</summary>
    FeeWaiver,

    /// <summary>Payment fees corrected by an adjustment that two people agreed to.</summary>
    FeeCorrection,
}

/// <summary>Fees are quoted with the tax inside: the net is rounded, the tax is what is left, so the two always add up to the line.</summary>
internal static class VatArithmetic
{
    /// <summary>Half up and away from zero at one half, so that a line and its mirror differ in sign only.</summary>
    public static long Net(long grossMinor, long partsPerMillion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partsPerMillion);
        return Rounding.HalfUp((Int128)grossMinor * VatRate.Whole, (Int128)VatRate.Whole + partsPerMillion);
    }

    public static long Tax(long grossMinor, long partsPerMillion) => checked(grossMinor - Net(grossMinor, partsPerMillion));
}

/// <summary>
/// The VAT of one line of one closed statement, once (primary key). Only inserted: a statement is frozen and so is its tax; what comes back
/// later stands on a later statement.
/// </summary>
internal sealed class VatLine : IOfMerchant
{
    private VatLine() { }

    public long StatementId { get; private set; }
    public VatKind Kind { get; private set; }
    public long MerchantId { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>The statement's last day: its rate holds.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>
    /// The day it counts for, and of its entry: <see cref="Day"/>, or, when the month of that was declared already, the day it was posted.
    /// </summary>
    public DateOnly TaxDay { get; private set; }

    /// <summary>As it stands on the statement, what the merchant pays being positive.</summary>
    public long GrossMinor { get; private set; }
    public long NetMinor { get; private set; }
    public long TaxMinor { get; private set; }
    public long RateId { get; private set; }
    public long PartsPerMillion { get; private set; }

    /// <summary>The journal entry that moved the tax; null when there is none to move.</summary>
    public long? EntryId { get; private set; }

    internal static readonly string[] Columns =
    [
        "StatementId",
        "Kind",
        "MerchantId",
        "Currency",
        "Day",
        "TaxDay",
        "GrossMinor",
        "NetMinor",
        "TaxMinor",
        "RateId",
        "PartsPerMillion",
        "EntryId",
    ];
}

/// <summary>A line's VAT worked out and not yet posted; the same for the books, for a workbook and for a proof.</summary>
internal sealed record VatFigures(
    long StatementId,
    VatKind Kind,
    long MerchantId,
    string Currency,
    DateOnly Day,
    long GrossMinor,
    long RateId,
    long PartsPerMillion
)
{
    /// <summary>The day it counts for; a declared month gets nothing more.</summary>
    public DateOnly TaxDay { get; private init; } = Day;

    public VatFigures Counted(IReadOnlySet<DateOnly> declared, DateOnly today) =>
        declared.Contains(VatReturn.MonthOf(Day)) ? this with { TaxDay = today } : this;

    public long NetMinor => VatArithmetic.Net(GrossMinor, PartsPerMillion);
    public long TaxMinor => VatArithmetic.Tax(GrossMinor, PartsPerMillion);

    /// <summary>Where the line's gross stands in the books: the tax leaves there.</summary>
    public static LedgerCode AccountOf(VatKind kind) =>
        kind switch
        {
            VatKind.PaymentFee or VatKind.FeeCorrection => LedgerCode.PaymentFeeRevenue,
            VatKind.RefundFee => LedgerCode.RefundFeeRevenue,
            VatKind.PayoutFee => LedgerCode.PayoutFeeRevenue,
            VatKind.MonthlyFee => LedgerCode.MonthlyFeeRevenue,
            VatKind.CertificationFee => LedgerCode.CertificationFeeRevenue,
            VatKind.FeeWaiver => LedgerCode.FeeWaivers,
        };

    /// <summary>The line of a statement that a line's kind of money stands in; null for what is no fee.</summary>
    public static VatKind? KindOf(LineKind kind) =>
        kind switch
        {
            LineKind.Fee or LineKind.FeeReturn => VatKind.PaymentFee,
            LineKind.RefundFee => VatKind.RefundFee,
            LineKind.PayoutFee => VatKind.PayoutFee,
            LineKind.MonthlyFee => VatKind.MonthlyFee,
            LineKind.CertificationFee => VatKind.CertificationFee,
            LineKind.FeeWaiver => VatKind.FeeWaiver,
            LineKind.Payment or LineKind.Refund or LineKind.Adjustment or LineKind.ReserveHold or LineKind.ReserveRelease => null,
        };

    /// <summary>Out of the fees (or, for a negative line, back into them) and onto what is owed to the tax office.</summary>
    public JournalEntry Entry() =>
        JournalEntry.Move(
            string.Create(CultureInfo.InvariantCulture, $"vat:{StatementId}:{Kind}"),
            EntryKind.Vat,
            TaxDay,
            AccountOf(Kind),
            LedgerCode.VatOutput,
            new Money(TaxMinor, Kernel.Currency.Of(Currency))
        );
}
