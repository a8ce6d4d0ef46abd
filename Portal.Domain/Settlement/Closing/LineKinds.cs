using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A column of a statement's by-day table and a part of its waterfall; every kind of line stands in exactly one.</summary>
public enum StatementColumn
{
    Gross,
    Refunds,
    Fees,
    Other,
    Reserve,
}

/// <summary>Which kinds of line a figure is the sum of: one answer for the page, the files and what a figure opens.</summary>
public static class LineKinds
{
    public static StatementColumn ColumnOf(LineKind kind) =>
        kind switch
        {
            LineKind.Payment => StatementColumn.Gross,
            LineKind.Refund => StatementColumn.Refunds,
            LineKind.Fee or LineKind.FeeReturn => StatementColumn.Fees,
            LineKind.CertificationFee
            or LineKind.Adjustment
            or LineKind.FeeWaiver
            or LineKind.RefundFee
            or LineKind.PayoutFee
            or LineKind.MonthlyFee => StatementColumn.Other,
            LineKind.ReserveHold or LineKind.ReserveRelease => StatementColumn.Reserve,
        };

    public static LineKind[] Of(StatementColumn column) => [.. Enum.GetValues<LineKind>().Where(kind => ColumnOf(kind) == column)];

    /// <summary>The kinds whose VAT stands in one line; empty for a correction, which only some of the adjustments are.</summary>
    public static LineKind[] Of(VatKind vat) => [.. Enum.GetValues<LineKind>().Where(kind => VatFigures.KindOf(kind) == vat)];
}
