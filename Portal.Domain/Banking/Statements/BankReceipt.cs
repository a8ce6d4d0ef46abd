namespace Portal.Domain.Banking;

/// <summary>What came of a bank file.</summary>
public sealed record BankReceipt(
    BankFileStatus Status,
    BankImportKind? Kind,
    long? ImportId,
    int Items,
    int Lines,
    int Known,
    IReadOnlyList<long> Statements,
    IReadOnlyList<BankProblem> Errors,
    int ErrorCount
)
{
    internal static BankReceipt Refused(BankProblems problems) =>
        new(BankFileStatus.Refused, null, null, 0, 0, 0, [], problems.Kept, problems.Count);
}
