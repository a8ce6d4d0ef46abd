namespace Portal.Domain.Settlement;

/// <summary>An account as people see it: the number is its last four digits.</summary>
public sealed record BankAccountRow(
    string Holder,
    bool HolderDiffers,
    string BankCode,
    string Last4,
    string MadeBy,
    DateTime MadeUtc,
    DateTime? InForceUtc,
    DateTime? HoldUntilUtc
);
