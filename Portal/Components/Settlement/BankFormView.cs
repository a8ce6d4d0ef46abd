using System.Globalization;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>The form while it is written. Its key makes the second of two clicks the same command.</summary>
public sealed class BankFormView
{
    public string Key { get; } = Guid.NewGuid().ToString("N");
    public string Holder { get; set; } = string.Empty;
    public string Bank { get; set; } = string.Empty;
    public string Number { get; set; } = string.Empty;
    public string Reason { get; set; } = string.Empty;

    public static BankFormView Of(BankAccountRow? waiting, string? legalName) =>
        new() { Holder = waiting?.Holder ?? legalName ?? string.Empty, Bank = waiting is null ? string.Empty : NameOf(waiting.BankCode) };

    public BankAccountForm Form => new(Holder, CodeOf(Bank), Number, Reason);

    public static string NameOf(string code) => Banks.Find(code) is { } bank ? NameOf(bank) : code;

    public static string NameOf(Bank bank) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? bank.ChineseName : bank.Name;

    /// <summary>The bank of what was typed: its name in either language, or its number.</summary>
    private static string CodeOf(string typed)
    {
        var text = typed.Trim();
        return Banks
                .All.FirstOrDefault(bank =>
                    bank.Code == text
                    || string.Equals(bank.Name, text, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(bank.ChineseName, text, StringComparison.Ordinal)
                )
                ?.Code
            ?? text;
    }
}
