namespace Portal.Domain.Notifications;

/// <summary>The table of kinds: where each stands and how it reaches a person who has chosen nothing.</summary>
public static class NoticeRules
{
    public static IReadOnlyList<NoticeRule> Table { get; } =
    [
        new(NoticeKind.CertificationChanges, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.CertificationApproved, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.CertificationRejected, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.CertificationExpired, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.CertificationEnding, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.CertificationLapsed, NoticeGroup.Certification, NoticeWay.AtOnce),
        new(NoticeKind.MessageHeld, NoticeGroup.Messages, NoticeWay.AtOnce),
        new(NoticeKind.MessageReleased, NoticeGroup.Messages, NoticeWay.InApp),
        new(NoticeKind.MessageReturned, NoticeGroup.Messages, NoticeWay.AtOnce),
        new(NoticeKind.MessageSent, NoticeGroup.Messages, NoticeWay.InApp),
        new(NoticeKind.MessageFailed, NoticeGroup.Messages, NoticeWay.AtOnce),
        new(NoticeKind.AccountRestricted, NoticeGroup.Accounts, NoticeWay.AtOnce),
        new(NoticeKind.AccountSuspended, NoticeGroup.Accounts, NoticeWay.AtOnce),
        new(NoticeKind.AccountRestored, NoticeGroup.Accounts, NoticeWay.AtOnce),
        new(NoticeKind.StatementReady, NoticeGroup.Money, NoticeWay.Daily),
        new(NoticeKind.PayoutHeld, NoticeGroup.Money, NoticeWay.AtOnce),
        new(NoticeKind.PayoutReturned, NoticeGroup.Money, NoticeWay.AtOnce),
        new(NoticeKind.PayoutsStopped, NoticeGroup.Money, NoticeWay.AtOnce),
        new(NoticeKind.PayoutsReleased, NoticeGroup.Money, NoticeWay.AtOnce),
        new(NoticeKind.PayoutPaid, NoticeGroup.Money, NoticeWay.Daily),
        new(NoticeKind.PayoutUnknown, NoticeGroup.Operations, NoticeWay.AtOnce),
        new(NoticeKind.InvitationAccepted, NoticeGroup.Team, NoticeWay.InApp),
        new(NoticeKind.ApprovalWaiting, NoticeGroup.Team, NoticeWay.AtOnce),
        new(NoticeKind.ApprovalDecided, NoticeGroup.Team, NoticeWay.AtOnce),
        new(NoticeKind.RoleChanged, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.BankAccountProposed, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.BankAccountChanged, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.MoneyRoleGranted, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.SignInChanged, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.AccountsLinked, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.AccountsUnlinked, NoticeGroup.Security, NoticeWay.AtOnce),
        new(NoticeKind.MessageWaiting, NoticeGroup.Operations, NoticeWay.InApp),
        new(NoticeKind.BillHeld, NoticeGroup.Operations, NoticeWay.AtOnce),
        new(NoticeKind.BillRefused, NoticeGroup.Operations, NoticeWay.InApp),
        new(NoticeKind.AlarmRaised, NoticeGroup.Operations, NoticeWay.AtOnce),
        new(NoticeKind.ProofFailed, NoticeGroup.Operations, NoticeWay.InApp),
        new(NoticeKind.MailFailed, NoticeGroup.Operations, NoticeWay.InApp),
    ];

    public static NoticeRule Of(NoticeKind kind) => Table.First(rule => rule.Kind == kind);
}
