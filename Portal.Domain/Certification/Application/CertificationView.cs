using Portal.Domain.Accounts;
using Portal.Domain.Identity;

namespace Portal.Domain.Certification;

/// <summary>The certification page of one account.</summary>
public sealed record CertificationView(
    AccountCard Account,
    string Organisation,
    string CreditCode,
    EntityType EntityType,
    CertificationFee Fee,
    CaseView? Case,
    bool MayApply,
    BadgePhase Badge,
    DateOnly? BadgeEnds
)
{
    /// <summary>The case under way; null when there is none or a new attempt may begin.</summary>
    public CaseView? Current => Case is { } row && !(MayApply && CaseMoves.IsOver(row.State)) ? row : null;
}
