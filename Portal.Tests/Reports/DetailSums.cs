using Portal.Domain.Settlement;

namespace Portal.Tests.Reports;

/// <summary>What a statement comes to in fen: from its page, and added up from the rows of its files.</summary>
internal sealed record DetailSums(long Opening, long Lines, long Gross, long Refunds, long Payout, long Closing)
{
    public static DetailSums OfPage(StatementPage page) =>
        new(
            page.OpeningMinor,
            page.LinesMinor,
            page.Statement.GrossMinor,
            page.Statement.RefundMinor,
            page.Statement.PayoutMinor,
            page.Statement.ClosingMinor
        );

    public static DetailSums OfCsv(byte[] bytes) => Of(FileCases.CsvRows(bytes));

    /// <summary>Without its last row, which says the totals.</summary>
    public static DetailSums OfWorkbook(byte[] bytes) => Of(Workbook.Read(bytes)["Lines"][..^1]);

    private static DetailSums Of(IReadOnlyList<string[]> rows)
    {
        long Sum(string column, Func<string, bool> of)
        {
            var (type, at) = (Array.IndexOf(rows[0], "entry_type"), Array.IndexOf(rows[0], column));
            return (long)(100 * rows.Skip(1).Where(row => of(row[type])).Sum(row => Workbook.Number(row[at])));
        }

        bool IsLine(string type) => type is not ("OPENING" or "PAYOUT" or "CLOSING");
        return new DetailSums(
            Sum("balance_after", type => type == "OPENING"),
            Sum("net_credit", IsLine) - Sum("net_debit", IsLine),
            Sum("gross_credit", type => type == "PAYMENT"),
            Sum("gross_debit", type => type == "REFUND"),
            Sum("net_debit", type => type == "PAYOUT"),
            Sum("balance_after", type => type == "CLOSING")
        );
    }
}
