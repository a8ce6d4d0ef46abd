namespace Portal.Domain.Notifications;

/// <summary>What a person can be told of. Each has its title and sentence in NoticesTexts and a row in <see cref="NoticeRules"/>.</summary>
public enum NoticeKind
{
    CertificationChanges,
    CertificationApproved,
    CertificationRejected,
    CertificationExpired,
    CertificationEnding,
    CertificationLapsed,
    MessageHeld,
    MessageReleased,
    MessageReturned,
    MessageSent,
    MessageFailed,
    AccountRestricted,
    AccountSuspended,
    AccountRestored,
    StatementReady,
    PayoutHeld,
    PayoutReturned,
    PayoutsStopped,
    PayoutsReleased,
    PayoutPaid,
    PayoutUnknown,
    InvitationAccepted,
    ApprovalWaiting,
    ApprovalDecided,
    RoleChanged,
    BankAccountProposed,
    BankAccountChanged,
    MoneyRoleGranted,
    SignInChanged,
    AccountsLinked,
    AccountsUnlinked,
    MessageWaiting,
    BillHeld,
    BillRefused,
    AlarmRaised,
    ProofFailed,
    MailFailed,
}

/// <summary>How a person wants to hear of a kind; each is also shown in Portal, except when it is off.</summary>
public enum NoticeWay
{
    Off,
    InApp,
    Daily,
    AtOnce,
}

/// <summary>Kinds that stand together on the page of preferences.</summary>
public enum NoticeGroup
{
    Certification,
    Messages,
    Accounts,
    Money,
    Team,
    Security,
    Operations,
}

/// <summary>One row of the table of kinds.</summary>
public sealed record NoticeRule(NoticeKind Kind, NoticeGroup Group, NoticeWay Default)
{
    /// <summary>
    /// Security kinds and alarms reach everybody at once and cannot be turned off: the mail may be the only sign of a stolen session, or of
    /// money that is late.
    /// </summary>
    public bool IsFixed => Group == NoticeGroup.Security || Kind == NoticeKind.AlarmRaised;
}

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
