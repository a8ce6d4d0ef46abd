namespace Portal.Domain.Banking;

/// <summary>One payment inside a line: a batch booked as one sum names its payments here.</summary>
internal sealed class BankLineDetail
{
    private BankLineDetail() { }

    public long LineId { get; private set; }
    public int No { get; private set; }
    public string? EndToEndId { get; private set; }
    public long AmountMinor { get; private set; }
    public string? ReturnReason { get; private set; }
    public string? ReturnText { get; private set; }

    internal static BankLineDetail Of(long lineId, int no, ReadDetail read) =>
        new()
        {
            LineId = lineId,
            No = no,
            EndToEndId = read.EndToEndId,
            AmountMinor = read.AmountMinor,
            ReturnReason = read.ReturnReason,
            ReturnText = read.ReturnText,
        };
}
