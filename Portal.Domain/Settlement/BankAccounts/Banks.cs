using System.Collections.Frozen;
using System.Reflection;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>A bank by the clearing number of its head office.</summary>
public sealed record Bank(string Code, string Name, string ChineseName);

/// <summary>The banks as shipped, in banks.txt beside this file.</summary>
public static class Banks
{
    public static IReadOnlyList<Bank> All { get; } = Read();

    private static readonly FrozenDictionary<string, Bank> ByCode = All.ToFrozenDictionary(bank => bank.Code);

    public static Bank? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var bank) ? bank : null;

    /// <summary>
    /// The code of a bank as it is typed: one of the list, or the number of any other bank in the payment system whose check digit holds.
    /// </summary>
    /// <exception cref="Refusal">Neither; on <paramref name="field"/>.</exception>
    public static string CodeOf(string? typed, string field) =>
        Find(typed)?.Code
        ?? (BankCodeRules.DigitHolds(typed) ? typed! : throw new Refusal(SettlementRefusals.BankUnknown, BankCodeRules.Length).On(field));

    private static List<Bank> Read()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Portal.Domain.Settlement.banks.txt")
            ?? throw new InvalidOperationException("The list of banks is not embedded.");
        using var reader = new StreamReader(stream);
        var banks = new List<Bank>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var parts = line.Split('\t');
                banks.Add(new Bank(parts[0], parts[1], parts[2]));
            }
        }

        return banks;
    }
}
