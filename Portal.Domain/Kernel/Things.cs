using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>How a public number is made.</summary>
public enum NumberShape
{
    /// <summary><c>FR-000012</c>: counted, or the id of the row.</summary>
    Counted,

    /// <summary><c>MSG-2026-000045</c>: counted anew each year.</summary>
    Yearly,

    /// <summary><c>SR-20261121</c>: one a day.</summary>
    Day,

    /// <summary><c>ST-20261121-000007</c>: many a day.</summary>
    Daily,
}

/// <summary>A kind of thing that people see, type and quote by a number of its own.</summary>
/// <param name="Kind">As the trail, history and notices call it.</param>
/// <param name="Prefix">What its numbers begin with; no two are alike.</param>
/// <param name="Digits">How many digits the count has at least.</param>
public sealed record Thing(string Kind, string Prefix, NumberShape Shape, int Digits = 6)
{
    /// <summary>The number of a <see cref="NumberShape.Counted"/> thing.</summary>
    public string Of(long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{Padded(count)}");

    /// <summary>The number of a <see cref="NumberShape.Yearly"/> thing.</summary>
    public string Of(int year, long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{year:D4}-{Padded(count)}");

    /// <summary>The number of a <see cref="NumberShape.Day"/> thing.</summary>
    public string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{day:yyyyMMdd}");

    /// <summary>The number of a <see cref="NumberShape.Daily"/> thing.</summary>
    public string Of(DateOnly day, long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{day:yyyyMMdd}-{Padded(count)}");

    /// <summary>The row of <c>Sequences</c> that counts a <see cref="NumberShape.Yearly"/> thing.</summary>
    public string SequenceOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{year:D4}");

    /// <summary>Whether a number, as it is stored or typed, is one of these.</summary>
    public bool Is(string number) => number.StartsWith(Prefix + "-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The count in a number of a <see cref="NumberShape.Counted"/> thing; null when it is none.</summary>
    public long? CountOf(string number) =>
        Is(number) && long.TryParse(number.AsSpan(Prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private string Padded(long count) => count.ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>Every public number there is. A second place that makes or takes apart one of them is a defect; a test looks for it.</summary>
public static class Things
{
    public static Thing Account { get; } = new("account", "PA", NumberShape.Counted);
    public static Thing Case { get; } = new("case", "CERT", NumberShape.Yearly);
    public static Thing Receipt { get; } = new("receipt", "RC", NumberShape.Yearly);
    public static Thing Message { get; } = new("message", "MSG", NumberShape.Yearly);
    public static Thing Approval { get; } = new("approval", "AP", NumberShape.Yearly);
    public static Thing Exception { get; } = new("exception", "EX", NumberShape.Counted);
    public static Thing FeeRule { get; } = new("fee-rule", "FR", NumberShape.Counted);
    public static Thing WhatIf { get; } = new("what-if", "WI", NumberShape.Counted);
    public static Thing ServiceFee { get; } = new("service-fee", "SF", NumberShape.Counted);
    public static Thing VatRate { get; } = new("vat-rate", "VR", NumberShape.Counted);
    public static Thing Run { get; } = new("settlement-run", "SR", NumberShape.Day);
    public static Thing Statement { get; } = new("statement", "ST", NumberShape.Daily);

    /// <summary>With the digits of its statement; another attempt adds its number.</summary>
    public static Thing Payout { get; } = new("payout", "PO", NumberShape.Daily);
    public static Thing PayoutBatch { get; } = new("payout-batch", "PB", NumberShape.Daily, 4);
    public static Thing BankStatement { get; } = new("bank-statement", "BS", NumberShape.Counted);
    public static Thing Match { get; } = new("recon-match", "RM", NumberShape.Counted);

    public static IReadOnlyList<Thing> All { get; } =
    [
        Account,
        Case,
        Receipt,
        Message,
        Approval,
        Exception,
        FeeRule,
        WhatIf,
        ServiceFee,
        VatRate,
        Run,
        Statement,
        Payout,
        PayoutBatch,
        BankStatement,
        Match,
    ];
}
