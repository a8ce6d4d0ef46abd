using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>Whose role lets them decide.</summary>
internal enum DecidedBy
{
    /// <summary>The operator's staff; nobody who belongs to the organisation concerned.</summary>
    Staff,

    /// <summary>People of the organisation itself.</summary>
    Merchant,
}

/// <summary>
/// One kind of thing that needs a second person. The engine knows who may decide and that it happens once; the kind knows what the content
/// is and what follows from a yes or a no, in the caller's transaction.
/// </summary>
internal interface IApprovalHandler
{
    /// <summary>As stored, e.g. <c>bank-account</c>; its words are the texts <c>Kind_{Name}</c>.</summary>
    string Name { get; }

    /// <summary>What the proposing service asked the Gate for.</summary>
    Permit Propose { get; }

    /// <summary>What the checker needs.</summary>
    Permit Decide { get; }

    DecidedBy DecidedBy { get; }

    /// <summary>The content as it stands now, read from the database; null when it is gone or no longer waits.</summary>
    Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct);

    /// <summary>Makes it so. Refuses when the world has moved on: then nothing is decided.</summary>
    Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct);

    /// <summary>It will not be so: rejected, withdrawn, expired or superseded.</summary>
    Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct);
}

/// <summary>
/// Asked before a decision about money or power: has this person proved a moment ago that it is them? Every registered one must agree; it
/// refuses by throwing. The sign-in of the host registers it.
/// </summary>
public interface IStepUp
{
    Task Require(PortalDb db, Actor actor, CancellationToken ct);
}

/// <summary>How long things wait, set by the site (docs/operating/settings.md).</summary>
public sealed record ApprovalSettings
{
    /// <summary>How long payouts wait after the bank account was changed.</summary>
    public TimeSpan BankHold { get; init; } = TimeSpan.FromHours(48);
}
