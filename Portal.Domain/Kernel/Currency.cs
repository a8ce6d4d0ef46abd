namespace Portal.Domain.Kernel;

/// <summary>An ISO 4217 currency: its code and how many decimal digits its minor unit has (CNY 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["CNY"] = 2,
        ["USD"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["HKD"] = 2,
        ["SGD"] = 2,
        ["AUD"] = 2,
        ["CAD"] = 2,
        ["CHF"] = 2,
        ["JPY"] = 0,
        ["KRW"] = 0,
        ["VND"] = 0,
        ["KWD"] = 3,
        ["BHD"] = 3,
        ["TND"] = 3,
    };

    private Currency(string code) => Code = code;

    /// <summary>Three capital letters, e.g. <c>CNY</c>.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal point of one major unit (ISO 4217 exponent).</summary>
    public int MinorDigits => Digits[Code];

    /// <summary>Renminbi, the default currency of a site.</summary>
    public static Currency Cny { get; } = new("CNY");

    /// <summary>Finds a currency by its code in capitals or not. Refuses a code that is not in the table.</summary>
    public static Currency Of(string code) =>
        TryOf(code, out var currency) ? currency : throw new Refusal(KernelRefusals.CurrencyUnknown, code);

    public static bool TryOf(string code, out Currency currency)
    {
        var upper = code.ToUpperInvariant();
        var known = Digits.ContainsKey(upper);
        currency = known ? new Currency(upper) : default;
        return known;
    }

    public override string ToString() => Code;
}
