using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>
/// The journal as plain text that hledger and ledger both read, strictly: tags, commodities and accounts are declared, two blanks stand
/// before each amount, and no text of ours can begin a comment, a code or a virtual posting.
/// </summary>
internal static class JournalText
{
    private const int AmountColumn = 60;

    public static string Tag => "tag key";

    /// <summary>The declaration that shows amounts with grouped digits and the currency behind them.</summary>
    public static string Commodity(Currency currency) =>
        $"commodity {currency.Code}\n    format 1,000.{new string('0', currency.MinorDigits)} {currency.Code}";

    public static string Account(string code) => $"account {code}";

    public static string Head(DateOnly day, string code, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} * ({code}) {Harmless(text)}");

    public static string Key(string key) => $"    ; key: {Harmless(key)}";

    public static string Posting(string account, Money amount)
    {
        var number = amount.ToPlainString();
        return $"    {account}  {number.PadLeft(Math.Max(AmountColumn - account.Length, 0))} {amount.Currency.Code}";
    }

    /// <summary>A semicolon begins a comment in one of the two programs, a bar splits payee and note, a line break ends the entry.</summary>
    private static string Harmless(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                for (var at = 0; at < source.Length; at++)
                {
                    span[at] = source[at] is ';' or '|' or '\r' or '\n' or '\t' ? ',' : source[at];
                }
            }
        );
}
