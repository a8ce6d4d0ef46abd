using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

public enum ApprovalView
{
    /// <summary>What this person's role lets them decide and they did not propose.</summary>
    ForMe,

    /// <summary>What they proposed.</summary>
    Mine,

    /// <summary>What is over, however it ended.</summary>
    Decided,
}

public sealed record ApprovalRow(
    long Id,
    string Number,
    string Kind,
    string Title,
    string? Merchant,
    string? MerchantName,
    string MakerName,
    string Reason,
    DateTime ProposedUtc,
    DateTime ExpiresUtc,
    ApprovalState State,
    string? DecidedBy,
    DateTime? DecidedUtc
);

/// <summary>One field of the content: as it is, and as it would be.</summary>
public sealed record ContentLine(string Field, string? Before, string? After)
{
    public bool Changed => !string.Equals(Before, After, StringComparison.Ordinal);
}

/// <summary>An approval to look at. <see cref="WhyNot"/> is empty when the reader may decide it.</summary>
public sealed record ApprovalPage(
    ApprovalRow Row,
    string Hash,
    string? Remark,
    IReadOnlyList<ContentLine> Lines,
    bool MayWithdraw,
    bool HoldsRole,
    IReadOnlyList<Refusal> WhyNot
);
