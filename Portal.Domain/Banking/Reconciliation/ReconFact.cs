namespace Portal.Domain.Banking;

/// <summary>One line of one side. <see cref="Keys"/> are what may join it to the other, the surest first.</summary>
internal sealed record ReconFact(
    ReconSide Side,
    ReconRef Kind,
    long Id,
    string Reference,
    long AmountMinor,
    string Currency,
    DateOnly Day,
    IReadOnlyList<string> Keys
)
{
    /// <summary>Known for what it is without another side: a fee of the bank.</summary>
    public bool Alone { get; init; }

    /// <summary>Two persons said what it belongs to: the rules do not look at it any more.</summary>
    public bool Agreed { get; init; }
}
