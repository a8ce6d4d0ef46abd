using System.Globalization;
using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>The plain file most Chinese banks take: UTF-8 with a mark, one payment a line.</summary>
internal static class BankCsv
{
    private const string Header = "序号,收款户名,收款账号,收款银行,联行号,金额,币种,用途,业务编号";
    private const int PurposeMax = 140;

    public static byte[] Write(CreditTransfers file)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        for (var i = 0; i < file.Items.Count; i++)
        {
            var item = file.Items[i];
            string[] cells =
            [
                (i + 1).ToString(CultureInfo.InvariantCulture),
                Cell(BankText.Clean(item.Payee.Name, PurposeMax, false)),
                item.Payee.Number,
                Cell(Banks.Find(item.Payee.BankCode)?.ChineseName ?? item.Payee.BankCode),
                item.Payee.BankCode,
                new Money(item.AmountMinor, file.Currency).ToPlainString(),
                file.Currency.Code,
                Cell(BankText.Clean(item.Purpose, PurposeMax, false)),
                item.EndToEndId,
            ];
            text.AppendJoin(',', cells).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Names come from outside: what a spreadsheet would run begins with an apostrophe.</summary>
    private static string Cell(string text)
    {
        var safe = SheetText.Harmless(text);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
