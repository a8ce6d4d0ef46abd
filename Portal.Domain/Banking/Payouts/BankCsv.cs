using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>The plain file most Chinese banks take: UTF-8 with a mark, one payment a line. Names come from outside, and no spreadsheet runs them.</summary>
internal static class BankCsv
{
    private const int PurposeMax = 140;
    private static readonly string[] Header = ["序号", "收款户名", "收款账号", "收款银行", "联行号", "金额", "币种", "用途", "业务编号"];

    public static byte[] Write(CreditTransfers file)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvRows(text))
        {
            csv.Write(Header);
            foreach (var (at, item) in file.Items.Index())
            {
                csv.Write(Cells(at + 1, item, file.Currency));
            }
        }

        return bytes.ToArray();
    }

    private static object?[] Cells(int number, CreditTransfer item, Currency currency) =>
        [
            number,
            BankText.Clean(item.Payee.Name, PurposeMax, false),
            item.Payee.Number,
            Banks.Find(item.Payee.BankCode)?.ChineseName ?? item.Payee.BankCode,
            item.Payee.BankCode,
            new Money(item.AmountMinor, currency),
            currency.Code,
            BankText.Clean(item.Purpose, PurposeMax, false),
            item.EndToEndId,
        ];
}
