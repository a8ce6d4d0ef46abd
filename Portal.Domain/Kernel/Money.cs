using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>
/// An exact amount: a whole number of minor units (fen, cents) of one currency. Sums are checked for overflow and two currencies
/// never mix (docs/invariants.md I-03, I-04).
/// </summary>
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    public static Money Cny(long fen) => new(fen, Currency.Cny);

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Whole units (yuan, euro, yen) of any currency.</summary>
    public static Money OfMajor(long units, Currency currency) => new(checked(units * (long)Scale(currency)), currency);

    public bool IsZero => MinorUnits == 0;
    public bool IsNegative => MinorUnits < 0;

    public static Money operator +(Money a, Money b) => new(checked(a.MinorUnits + b.MinorUnits), Same(a, b));

    public static Money operator -(Money a, Money b) => new(checked(a.MinorUnits - b.MinorUnits), Same(a, b));

    public static Money operator -(Money a) => new(checked(-a.MinorUnits), a.Currency);

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money item) => -item;

    public int CompareTo(Money other)
    {
        _ = Same(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>A share of this amount in parts per million (0.60 % is 6,000), rounded half up, away from zero at one half.</summary>
    public Money ShareHalfUp(long partsPerMillion) => new(Rounding.HalfUp((Int128)MinorUnits * partsPerMillion, 1_000_000), Currency);

    /// <summary>Splits by weight without losing a unit: floors first, the rest to the largest fractions, ties to the lower index.</summary>
    /// <exception cref="Refusal">All weights are zero, or one is negative.</exception>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<long> weights)
    {
        var currency = Currency;
        return [.. Rounding.LargestRemainder(MinorUnits, weights).Select(part => new Money(part, currency))];
    }

    /// <summary>Plain decimal text of the currency's own width, e.g. <c>1234.50</c>, <c>-0.05</c>, for files; pages use Fmt.</summary>
    public string ToPlainString() => ToDecimal().ToString("F" + Currency.MinorDigits, CultureInfo.InvariantCulture);

    /// <summary>The amount in major units, exact: a decimal with the currency's scale.</summary>
    public decimal ToDecimal() => MinorUnits / Scale(Currency);

    public override string ToString() => $"{ToPlainString()} {Currency.Code}";

    private static decimal Scale(Currency currency) =>
        currency.MinorDigits switch
        {
            0 => 1m,
            2 => 100m,
            3 => 1000m,
            var other => throw new InvalidOperationException($"No scale for {other} digits."),
        };

    private static Currency Same(Money a, Money b) =>
        a.Currency == b.Currency ? a.Currency : throw new InvalidOperationException($"Cannot mix {a.Currency} with {b.Currency}.");
}
