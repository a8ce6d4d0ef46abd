namespace Portal.Domain.Approvals;

/// <summary>A pair of accounts that count as one person's; <see cref="Waiting"/> is the proposal to end that.</summary>
public sealed record PersonLinkRow(
    long Id,
    long OneId,
    string OneName,
    string? OneEmail,
    long OtherId,
    string OtherName,
    string? OtherEmail,
    string Reason,
    string MadeBy,
    DateTime MadeUtc,
    string? Waiting
);
