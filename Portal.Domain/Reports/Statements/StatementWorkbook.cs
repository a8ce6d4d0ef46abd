using ClosedXML.Excel;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>The statement as a workbook: summary, by day, lines; amounts and times as numbers, ids as text, totals that tie.</summary>
internal static class StatementWorkbook
{
    private const string TimeFormat = "yyyy-mm-dd hh:mm:ss";
    private const string DayFormat = "yyyy-mm-dd";

    public static byte[] Write(
        Statement statement,
        string merchant,
        IReadOnlyList<StatementLine> sums,
        IReadOnlyList<VatFigures> vat,
        DetailColumns columns,
        IReadOnlyList<DetailLine>? lines,
        int lineCount,
        string zone,
        WorkbookProgress? progress = null
    )
    {
        using var book = new XLWorkbook();
        book.Properties.Author = "Portal";
        book.Properties.Title = statement.Number;
        book.Properties.Created = statement.ClosedUtc;
        book.Properties.Modified = statement.ClosedUtc;
        Summary(book.AddWorksheet("Summary"), statement, vat, merchant, zone);
        Days(book.AddWorksheet("By day"), statement, sums);
        var sheet = book.AddWorksheet("Lines");
        if (lines is null)
        {
            sheet.Column(1).Width = 90;
            sheet
                .Cell(1, 1)
                .SetValue(
                    $"{lineCount} lines: more than a workbook is good for. Export this statement as CSV. / 明细共 {lineCount} 行，请导出 CSV。"
                );
        }
        else
        {
            Lines(sheet, statement, columns, lines, progress);
        }

        foreach (var page in book.Worksheets)
        {
            OnPaper(page);
        }

        using var raw = new MemoryStream();
        book.SaveAs(raw);
        return SteadyZip.Rewrite(raw, statement.ClosedUtc);
    }

    /// <summary>A4 across, as wide as one page, with the heads and the number on every page: otherwise a week prints as hundreds of Letter pages.</summary>
    private static void OnPaper(IXLWorksheet sheet)
    {
        var paper = sheet.PageSetup;
        paper.PaperSize = XLPaperSize.A4Paper;
        paper.PageOrientation = XLPageOrientation.Landscape;
        paper.FitToPages(1, 0);
        paper.Margins.SetLeft(0.25).SetRight(0.25).SetTop(0.4).SetBottom(0.5);
        paper.Footer.Center.AddText(XLHFPredefinedText.PageNumber);
    }

    private static void Summary(IXLWorksheet sheet, Statement statement, IReadOnlyList<VatFigures> vat, string merchant, string zone)
    {
        sheet.Column(1).Width = 42;
        sheet.Column(2).Width = 36;
        var row = 0;
        void Put(string label, Action<IXLCell> value)
        {
            row++;
            sheet.Cell(row, 1).SetValue(label);
            value(sheet.Cell(row, 2));
        }

        void Words(string label, string value) => Put(label, cell => AsText(cell, value));
        void Amount(string label, long minor) => Put(label, cell => AsAmount(cell, minor, statement.Currency));
        void Count(string label, int count) => Put(label, cell => cell.SetValue(count));
        void Day(string label, DateOnly day) => Put(label, cell => AsDay(cell, day));

        Words("Statement / 结算单号", statement.Number);
        Words("Merchant / 商户", merchant);
        Day("Period from / 账期起", statement.PeriodFrom);
        Day("Period to / 账期止", statement.PeriodTo);
        Words("Time zone / 时区", zone);
        Words("Currency / 币种", statement.Currency);
        Amount("Opening balance / 期初余额", statement.OpeningMinor);
        Amount("Gross payments / 收款总额", statement.GrossMinor);
        Amount("Refunds / 退款", -statement.RefundMinor);
        Amount("Fees / 手续费", -statement.FeeMinor);
        Amount("Fees returned / 手续费退回", statement.FeeReturnedMinor);
        Amount("Other / 其他", statement.OtherMinor);
        Amount("Reserve held / 扣留准备金", -statement.ReserveHeldMinor);
        Amount("Reserve released / 释放准备金", statement.ReserveReleasedMinor);
        Amount("Lines in total / 本期合计", statement.LinesMinor);
        Amount("Payout / 打款金额", statement.PayoutMinor);
        Words("Outcome / 结果", Outcome(statement.Outcome));
        Amount("Closing balance / 期末余额", statement.ClosingMinor);
        Amount(
            "Difference (must be 0) / 差额（必须为 0）",
            statement.OpeningMinor + statement.LinesMinor - statement.PayoutMinor - statement.ClosingMinor
        );
        Count("Number of payments / 收款笔数", statement.Payments);
        Count("Number of refunds / 退款笔数", statement.Refunds);
        Day("Payout due / 应打款日", statement.DueDay);
        Put("Closed (UTC) / 结算时间 (UTC)", cell => AsTime(cell, statement.ClosedUtc));
        foreach (var line in vat)
        {
            var rate = (line.PartsPerMillion / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
            var (english, chinese) = Vat(line.Kind);
            Amount($"VAT {rate} % in {english} / {chinese}内含增值税", line.TaxMinor);
        }

        sheet.Range(1, 1, row, 1).Style.Font.SetBold();
    }

    private static (string English, string Chinese) Vat(VatKind kind) =>
        kind switch
        {
            VatKind.PaymentFee => ("fees", "手续费"),
            VatKind.RefundFee => ("refund handling", "退款处理费"),
            VatKind.PayoutFee => ("payout fees", "打款费"),
            VatKind.MonthlyFee => ("monthly fees", "月费"),
            VatKind.CertificationFee => ("certification fees", "认证费"),
            VatKind.FeeWaiver => ("fees waived", "费用减免"),
            VatKind.FeeCorrection => ("fees corrected", "手续费更正"),
        };

    private static string Outcome(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.Paid => "payout proposed / 已提出打款",
            PayoutOutcome.NothingOwed => "nothing owed, carried forward / 无应付款，结转下期",
            PayoutOutcome.BelowMinimum => "below the minimum payout, carried forward / 低于最低打款额，结转下期",
            PayoutOutcome.Held => "payouts are held, carried forward / 打款已暂停，结转下期",
        };

    private static void Days(IXLWorksheet sheet, Statement statement, IReadOnlyList<StatementLine> sums)
    {
        string[] heads =
        [
            "day",
            "payments",
            "gross",
            "refunds",
            "refunded",
            "fees",
            "fees_returned",
            "other",
            "reserve_held",
            "reserve_released",
            "net",
        ];
        Header(sheet, heads, [12, 10, 16, 10, 16, 14, 14, 14, 14, 16, 16]);
        var row = 1;
        foreach (var day in sums.GroupBy(line => line.Day).OrderBy(group => group.Key))
        {
            row++;
            AsDay(sheet.Cell(row, 1), day.Key);
            long Sum(params LineKind[] kinds) => day.Where(line => kinds.Contains(line.Kind)).Sum(line => line.AmountMinor);
            int Items(LineKind kind) => day.Where(line => line.Kind == kind).Sum(line => line.Items);
            Figures(
                sheet,
                row,
                statement.Currency,
                Items(LineKind.Payment),
                Sum(LineKind.Payment),
                Items(LineKind.Refund),
                -Sum(LineKind.Refund),
                -Sum(LineKind.Fee),
                Sum(LineKind.FeeReturn),
                Sum(
                    LineKind.CertificationFee,
                    LineKind.Adjustment,
                    LineKind.FeeWaiver,
                    LineKind.RefundFee,
                    LineKind.PayoutFee,
                    LineKind.MonthlyFee
                ),
                -Sum(LineKind.ReserveHold),
                Sum(LineKind.ReserveRelease),
                day.Sum(line => line.AmountMinor)
            );
        }

        row++;
        AsText(sheet.Cell(row, 1), "Total");
        Figures(
            sheet,
            row,
            statement.Currency,
            statement.Payments,
            statement.GrossMinor,
            statement.Refunds,
            statement.RefundMinor,
            statement.FeeMinor,
            statement.FeeReturnedMinor,
            statement.OtherMinor,
            statement.ReserveHeldMinor,
            statement.ReserveReleasedMinor,
            statement.LinesMinor
        );
        sheet.Row(row).Style.Font.SetBold();
    }

    private static void Figures(
        IXLWorksheet sheet,
        int row,
        string currency,
        int payments,
        long gross,
        int refunds,
        long refunded,
        long fees,
        long returned,
        long other,
        long held,
        long released,
        long net
    )
    {
        sheet.Cell(row, 2).SetValue(payments);
        AsAmount(sheet.Cell(row, 3), gross, currency);
        sheet.Cell(row, 4).SetValue(refunds);
        AsAmount(sheet.Cell(row, 5), refunded, currency);
        AsAmount(sheet.Cell(row, 6), fees, currency);
        AsAmount(sheet.Cell(row, 7), returned, currency);
        AsAmount(sheet.Cell(row, 8), other, currency);
        AsAmount(sheet.Cell(row, 9), held, currency);
        AsAmount(sheet.Cell(row, 10), released, currency);
        AsAmount(sheet.Cell(row, 11), net, currency);
    }

    private static void Lines(
        IXLWorksheet sheet,
        Statement statement,
        DetailColumns columns,
        IReadOnlyList<DetailLine> lines,
        WorkbookProgress? progress
    )
    {
        Header(sheet, [.. columns.All.Select(column => column.Name)], [.. columns.All.Select(column => column.Width)]);
        var totals = new long[columns.All.Count];
        var row = 1;
        foreach (var line in lines)
        {
            progress?.Line();
            row++;
            for (var at = 0; at < columns.All.Count; at++)
            {
                var cell = columns.All[at].Value(line);
                switch (cell)
                {
                    case null:
                        break;
                    case string text:
                        AsText(sheet.Cell(row, at + 1), text);
                        break;
                    case long number:
                        sheet.Cell(row, at + 1).SetValue(number);
                        break;
                    case Money money:
                        totals[at] += money.MinorUnits;
                        AsAmount(sheet.Cell(row, at + 1), money.MinorUnits, statement.Currency);
                        break;
                    case decimal rate:
                        sheet.Cell(row, at + 1).SetValue(rate).Style.NumberFormat.Format = "0.00##%";
                        break;
                    case DateTime time:
                        AsTime(sheet.Cell(row, at + 1), time);
                        break;
                    default:
                        throw new InvalidOperationException($"No cell form for {cell.GetType().Name}.");
                }
            }
        }

        row++;
        AsText(sheet.Cell(row, 1), "Total");
        for (var at = 0; at < totals.Length; at++)
        {
            // A running balance has no sum: its last value is the closing balance.
            if (columns.All[at].Kind == ColumnKind.Amount)
            {
                AsAmount(
                    sheet.Cell(row, at + 1),
                    columns.All[at].Name == "balance_after" ? statement.ClosingMinor : totals[at],
                    statement.Currency
                );
            }
        }

        sheet.Row(row).Style.Font.SetBold();
    }

    private static void Header(IXLWorksheet sheet, IReadOnlyList<string> names, IReadOnlyList<int> widths)
    {
        for (var at = 0; at < names.Count; at++)
        {
            AsText(sheet.Cell(1, at + 1), names[at]);
            sheet.Column(at + 1).Width = widths[at];
        }

        sheet.Row(1).Style.Font.SetBold();
        sheet.SheetView.FreezeRows(1);
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 1);
    }

    private static void AsText(IXLCell cell, string text)
    {
        cell.Style.NumberFormat.Format = "@";
        cell.SetValue<string>(text);
        if (SheetText.IsFormula(text))
        {
            // It is stored as text; the mark keeps it text when somebody edits the cell or saves the sheet as another kind of file.
            cell.Style.SetIncludeQuotePrefix(true);
        }
    }

    private static void AsAmount(IXLCell cell, long minor, string currency)
    {
        var money = new Money(minor, Currency.Of(currency));
        cell.SetValue(money.ToDecimal());
        cell.Style.NumberFormat.Format = money.Currency.MinorDigits == 0 ? "#,##0" : "#,##0." + new string('0', money.Currency.MinorDigits);
    }

    private static void AsDay(IXLCell cell, DateOnly day)
    {
        cell.SetValue(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified));
        cell.Style.DateFormat.Format = DayFormat;
    }

    private static void AsTime(IXLCell cell, DateTime time)
    {
        cell.SetValue(DateTime.SpecifyKind(time, DateTimeKind.Unspecified));
        cell.Style.DateFormat.Format = TimeFormat;
    }
}
