using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Components.Fees;

/// <summary>Figures of a what-if.</summary>
public static class WhatIfLabels
{
    public static string Amount(WhatIfSummary run, long minor) => Fmt.Money(new Money(minor, Currency.Of(run.Draft.Currency)));

    /// <summary>The difference and what part of the fees of now it is.</summary>
    public static string Difference(string currency, long now, long then)
    {
        var difference = Fmt.MoneySigned(new Money(then - now, Currency.Of(currency)));
        return now == 0 ? difference : $"{difference} ({Fmt.Percent((decimal)(then - now) / now)})";
    }
}
