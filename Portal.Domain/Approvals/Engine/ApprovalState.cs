namespace Portal.Domain.Approvals;

public enum ApprovalState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Decided yes; its effect happened in the same transaction.</summary>
    Approved,
    Rejected,

    /// <summary>Taken back by who proposed it.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>The content changed after it was proposed: what was shown is not what is there.</summary>
    Superseded,
}
