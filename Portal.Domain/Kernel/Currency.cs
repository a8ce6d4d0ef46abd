namespace Portal.Domain.Kernel;

/// <summary>An ISO 4217 currency: its code and how many decimal digits its minor unit has (CNY 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
    // ISO 4217: how many digits a currency has is never guessed.
    private const string TwoDigits =
        "CNY USD EUR GBP HKD SGD AUD CAD CHF AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP "
        + "BYN BZD CDF COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD HNL HTG HUF IDR ILS INR "
        + "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO "
        + "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SYP SZL THB TJS "
        + "TMT TOP TRY TTD TWD TZS UAH UYU UZS VES WST XCD YER ZAR ZMW";
    private const string NoDigits = "JPY KRW VND BIF CLP DJF GNF ISK KMF PYG RWF UGX VUV XAF XOF XPF";
    private const string ThreeDigits = "KWD BHD TND IQD JOD LYD OMR";

    private static readonly Dictionary<string, int> Digits = new[] { (TwoDigits, 2), (NoDigits, 0), (ThreeDigits, 3) }
        .SelectMany(group => group.Item1.Split(' ').Select(code => (Code: code, Digits: group.Item2)))
        .ToDictionary(one => one.Code, one => one.Digits, StringComparer.Ordinal);

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
