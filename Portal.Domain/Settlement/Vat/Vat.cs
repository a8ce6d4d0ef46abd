using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

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
