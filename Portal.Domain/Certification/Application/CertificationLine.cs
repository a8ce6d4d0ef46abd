namespace Portal.Domain.Certification;

/// <summary>One account's certification in a line: its latest case and where its badge is.</summary>
public sealed record CertificationLine(
    string Handle,
    string Name,
    CaseState? Case,
    DateTime? ReplyDueUtc,
    DateTime? SlaDueUtc,
    BadgePhase Badge,
    DateOnly? CertifiedUntil,
    DateOnly? BadgeEnds
)
{
    public bool IsUnderWay => Case is { } state && !CaseMoves.IsOver(state);

    /// <summary>The badge ends or has ended, and nobody has begun to renew it.</summary>
    public bool NeedsRenewal => Badge is BadgePhase.RenewalWindow or BadgePhase.Grace or BadgePhase.Lapsed && !IsUnderWay;
}
