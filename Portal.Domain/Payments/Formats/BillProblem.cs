namespace Portal.Domain.Payments;

/// <summary>One reason why a bill is refused: where (1-based line; column by header name and 1-based ordinal where one is to blame) and what.</summary>
public sealed record BillProblem(int Line, string? Column, int? Ordinal, string Code, IReadOnlyList<object> Args)
{
    /// <summary>The file inside an archive that it is about.</summary>
    public string? Member { get; init; }
}

/// <summary>Something of a bill that a person should know and that stops nothing: a row that is listed and not posted, a character shown as a sign.</summary>
public sealed record BillNote(int Line, string? Column, string Code, IReadOnlyList<string> Args);

/// <summary>How many notes a bill has, and the first of them.</summary>
public sealed record BillNotes(int Count, IReadOnlyList<BillNote> First)
{
    public const int KeptMax = 50;

    public static BillNotes None { get; } = new(0, []);
}
